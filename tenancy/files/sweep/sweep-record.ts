import type { Knex } from 'knex';
import { FIRST_POSITION } from './sweep-step.ts';
import type { SweepPosition } from './types.ts';

const INTERVAL_MS = 24 * 3_600_000;
/** A page takes seconds; a worker that was killed is replaced after this. */
const LEASE_MS = 10 * 60_000;
/** A restored backup may be the wrong one: until then no file is erased for its sake. */
const RESTORE_HOLD_MS = 7 * 86_400_000;

/** A sweep that this worker is at. */
export interface ClaimedSweep {
  position: SweepPosition;
  /** Records how far it is. @returns false when another worker has it by now */
  save(position: SweepPosition): Promise<boolean>;
  /** Lets another turn go on, at once or later. */
  release(dueAt: number): Promise<void>;
  /** It is done; the next one begins a day later. */
  finish(): Promise<void>;
}

/** @returns null when the region's sweep is not due, or another worker is at it */
export async function claimSweep(
  control: Knex,
  region: string,
  { owner, now }: { owner: string; now(): number },
): Promise<ClaimedSweep | null> {
  const at = now();
  await control('bucket_sweeps').insert({ region, due_at: at }).onConflict('region').ignore();
  const [row] = await control('bucket_sweeps')
    .where('region', region)
    .where('due_at', '<=', at)
    .where((free) => free.whereNull('lease_until').orWhere('lease_until', '<', at))
    .update({ lease_owner: owner, lease_until: at + LEASE_MS })
    .returning('position');
  if (!row) return null;
  const own = () => control('bucket_sweeps').where({ region, lease_owner: owner });
  const free = { lease_owner: null, lease_until: null };
  return {
    position: row.position === null ? FIRST_POSITION : JSON.parse(row.position),
    save: async (position) =>
      (await own().update({
        position: JSON.stringify(position),
        lease_until: now() + LEASE_MS,
      })) > 0,
    async release(dueAt) {
      await own().update({ ...free, due_at: dueAt });
    },
    async finish() {
      const finishedAt = now();
      await own().update({
        ...free,
        position: null,
        due_at: finishedAt + INTERVAL_MS,
        finished_at: finishedAt,
      });
    },
  };
}

/** After a backup was restored, nothing is swept for a week. */
export async function holdSweeps(
  control: Knex,
  regions: readonly string[],
  now: number,
): Promise<void> {
  const held = { due_at: now + RESTORE_HOLD_MS, position: null, lease_owner: null };
  await control('bucket_sweeps')
    .insert(regions.map((region) => ({ ...held, region })))
    .onConflict('region')
    .merge(Object.keys(held));
}
