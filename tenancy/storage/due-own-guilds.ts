import type { Knex } from 'knex';
import { ownGuildsAfter } from '../control/guilds.ts';
import type { Door } from '../door.ts';

/** Own databases that are asked at the same time. */
const AT_ONCE = 8;

/** Guilds in databases of their own that have deliveries due. One that does not answer has none. */
export async function* dueOwnGuilds(
  control: Knex,
  door: Door,
  now: () => number,
): AsyncGenerator<string> {
  const isDue = (guildId: string) =>
    door
      .read(
        guildId,
        (db) =>
          Promise.resolve(db.table('outbox_due').where('due_at', '<=', now()).first('guild_id')),
        false,
      )
      .then(
        (row) => row !== undefined,
        () => false,
      );
  for (let after = '0'; ; ) {
    const guildIds = await ownGuildsAfter(control, after, AT_ONCE);
    const due = await Promise.all(guildIds.map(isDue));
    yield* guildIds.filter((_, index) => due[index]);
    const last = guildIds.at(-1);
    if (last === undefined) return;
    after = last;
  }
}
