import type { Knex } from 'knex';
import { LostLease } from '../problem.ts';
import { columnsOf, type MoveRow, type Patch, parseMove } from './row.ts';

/** Who drives a move, for so long. */
export interface Holder {
  owner: string;
  lease: string;
}

/**
 * Takes a move that nobody holds and that has something to do.
 * @returns null when there is nothing to take
 */
export async function takeLease(
  control: Knex,
  id: string,
  lease: { owner: string; now: number; ms: number },
): Promise<MoveRow | null> {
  const rows = await control('moves')
    .where('id', id)
    .where((open) => open.whereNull('ended_at').orWhere('leftovers', true))
    .where((free) => free.whereNull('owner').orWhere('owner_until', '<', lease.now))
    .update({
      owner: lease.owner,
      owner_until: lease.now + lease.ms,
      lease: control.raw(`nextval('move_leases')`),
    })
    .returning('*');
  return rows[0] ? parseMove(rows[0]) : null;
}

/** Prolongs a lease. @returns the row as it now is; null when it is another's */
export async function renewLease(
  control: Knex,
  id: string,
  holder: Holder,
  until: number,
): Promise<MoveRow | null> {
  const rows = await control('moves')
    .where({ id, ...holder })
    .update({ owner_until: until })
    .returning('*');
  return rows[0] ? parseMove(rows[0]) : null;
}

export async function giveLeaseBack(control: Knex, id: string, holder: Holder): Promise<void> {
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
  holder: Holder,
  patch: Patch,
): Promise<MoveRow> {
  const rows = await control('moves')
    .where({ id: row.id, state: row.state, ...holder })
    .update(columnsOf(patch))
    .returning('*');
  if (!rows[0]) throw new LostLease();
  return parseMove(rows[0]);
}
