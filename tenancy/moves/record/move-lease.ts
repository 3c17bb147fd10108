import type { Knex } from 'knex';
import { LostLeaseError } from '../move-problem.ts';
import { type MovePatch, type MoveRow, toMoveColumns, toMoveRow } from './move-row.ts';

/** Who drives a move, for so long. */
export interface LeaseHolder {
  owner: string;
  lease: string;
}

/**
 * Takes a move that nobody holds and that has something to do.
 * @returns null when there is nothing to take
 */
export async function acquireLease(
  control: Knex,
  id: string,
  lease: { owner: string; now: number; durationMs: number },
): Promise<MoveRow | null> {
  const rows = await control('moves')
    .where('id', id)
    .where((open) => open.whereNull('ended_at').orWhere('leftovers', true))
    .where((free) => free.whereNull('owner').orWhere('owner_until', '<', lease.now))
    .update({
      owner: lease.owner,
      owner_until: lease.now + lease.durationMs,
      lease: control.raw(`nextval('move_leases')`),
    })
    .returning('*');
  return rows[0] ? toMoveRow(rows[0]) : null;
}

/** Prolongs a lease. @returns the row as it now is; null when it is another's */
export async function renewLease(
  control: Knex,
  id: string,
  holder: LeaseHolder,
  leaseUntil: number,
): Promise<MoveRow | null> {
  const rows = await control('moves')
    .where({ id, ...holder })
    .update({ owner_until: leaseUntil })
    .returning('*');
  return rows[0] ? toMoveRow(rows[0]) : null;
}

export async function releaseLease(control: Knex, id: string, holder: LeaseHolder): Promise<void> {
  await control('moves')
    .where({ id, ...holder })
    .update({ owner: null, owner_until: null });
}

/**
 * Writes down what a driver has done.
 * @throws LostLease when the move is another's, or somebody changed its state meanwhile
 */
export async function saveMove(
  control: Knex,
  row: Pick<MoveRow, 'id' | 'state'>,
  holder: LeaseHolder,
  patch: MovePatch,
): Promise<MoveRow> {
  const rows = await control('moves')
    .where({ id: row.id, state: row.state, ...holder })
    .update(toMoveColumns(patch))
    .returning('*');
  if (!rows[0]) throw new LostLeaseError();
  return toMoveRow(rows[0]);
}
