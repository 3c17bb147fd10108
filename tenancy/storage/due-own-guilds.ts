import type { Knex } from 'knex';
import { pMapIterable } from 'p-map';
import pTimeout from 'p-timeout';
import { ownGuildsAfter } from '../control/guilds.ts';
import type { Door } from '../door.ts';

/** Own databases that are asked at once, and how long one of them may take. */
const ASKED_AT_ONCE = 16;
const ANSWER_MS = 3_000;
const PAGE = 200;

/** Guilds in databases of their own that have deliveries due. One that does not answer has none. */
export async function* dueOwnGuilds(
  control: Knex,
  door: Door,
  now: () => number,
): AsyncGenerator<string> {
  const dueOrNot = (guildId: string): Promise<string | null> =>
    pTimeout(
      door
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
      { milliseconds: ANSWER_MS, fallback: () => null },
    );
  const asked = pMapIterable(ownGuilds(control), dueOrNot, { concurrency: ASKED_AT_ONCE });
  for await (const guildId of asked) if (guildId !== null) yield guildId;
}

/** Guilds in databases of their own. */
export async function* ownGuilds(control: Knex): AsyncGenerator<string> {
  for (let after = '0'; ; ) {
    const guildIds = await ownGuildsAfter(control, after, PAGE);
    yield* guildIds;
    const last = guildIds.at(-1);
    if (last === undefined) return;
    after = last;
  }
}
