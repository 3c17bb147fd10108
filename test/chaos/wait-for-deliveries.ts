import { setTimeout as wait } from 'node:timers/promises';
import type { ChaosTarget } from './fixture.ts';

const POLL_INTERVAL_MS = 200;

/**
 * Waits until no guild has anything left to deliver; what is left after `ms` the caller reports.
 * @param includesTidying also that the looks after second threads, which come much later, are over
 * @returns whether nothing is left
 */
export async function waitForDeliveries(
  { app: { tenancy }, labels }: Pick<ChaosTarget, 'app' | 'labels'>,
  timeoutMs: number,
  { includesTidying = false } = {},
): Promise<boolean> {
  const deadlineAt = Date.now() + timeoutMs;
  while (Date.now() < deadlineAt) {
    const remaining = await Promise.all(
      labels.map(({ guildId }) =>
        tenancy.read(guildId, (db) =>
          db
            .table('outbox')
            .whereIn('state', ['waiting', 'leased'])
            .whereNot('kind', includesTidying ? '' : 'thread.tidy')
            .first('id'),
        ),
      ),
    );
    if (remaining.every((row) => row === undefined)) return true;
    await wait(POLL_INTERVAL_MS);
  }
  return false;
}
