import { setTimeout as wait } from 'node:timers/promises';
import type { World } from './world.ts';

const LOOK_MS = 200;

/**
 * Waits until no guild has anything left to deliver; what is left after `ms` the caller reports.
 * @param tidied also that the looks after second threads, which come much later, are over
 * @returns whether nothing is left
 */
export async function settle(
  { house: { tenancy }, labels }: Pick<World, 'house' | 'labels'>,
  ms: number,
  { tidied = false } = {},
): Promise<boolean> {
  const giveUpAt = Date.now() + ms;
  while (Date.now() < giveUpAt) {
    const left = await Promise.all(
      labels.map(({ guildId }) =>
        tenancy.read(guildId, (db) =>
          db
            .table('outbox')
            .whereIn('state', ['waiting', 'leased'])
            .whereNot('kind', tidied ? '' : 'thread.tidy')
            .first('id'),
        ),
      ),
    );
    if (left.every((row) => row === undefined)) return true;
    await wait(LOOK_MS);
  }
  return false;
}
