import type { Knex } from 'knex';
import { pMapIterable } from 'p-map';
import pTimeout from 'p-timeout';
import { listCustomerDatabaseGuildIdsAfter } from '../control/guilds.ts';
import type { TenantAccess } from '../tenant-access.ts';

/** Own databases that are asked at once, and how long one of them may take. */
const CONCURRENCY = 16;
const TIMEOUT_MS = 3_000;
const PAGE_SIZE = 200;

/** Guilds in databases of their own that have deliveries due. One that does not answer has none. */
export async function* listDueCustomerDatabaseGuilds(
  control: Knex,
  tenantAccess: TenantAccess,
  now: () => number,
): AsyncGenerator<string> {
  const guildIdIfDue = (guildId: string): Promise<string | null> =>
    pTimeout(
      tenantAccess
        .read(
          guildId,
          (db) =>
            Promise.resolve(db.table('outbox_due').where('due_at', '<=', now()).first('guild_id')),
          false,
        )
        .then(
          (row) => (row === undefined ? null : guildId),
          () => null,
        ),
      { milliseconds: TIMEOUT_MS, fallback: () => null },
    );
  const results = pMapIterable(listCustomerDatabaseGuilds(control), guildIdIfDue, {
    concurrency: CONCURRENCY,
  });
  for await (const guildId of results) if (guildId !== null) yield guildId;
}

/** Guilds in databases of their own. */
export async function* listCustomerDatabaseGuilds(control: Knex): AsyncGenerator<string> {
  for (let after = '0'; ; ) {
    const guildIds = await listCustomerDatabaseGuildIdsAfter(control, after, PAGE_SIZE);
    yield* guildIds;
    const last = guildIds.at(-1);
    if (last === undefined) return;
    after = last;
  }
}
