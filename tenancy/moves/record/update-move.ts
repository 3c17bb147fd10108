import type { Knex } from 'knex';
import { activateDatabaseSecret } from '../../control/database-secrets.ts';
import {
  type OperatorAuditEntry,
  recordOperatorAction,
  withOperatorAudit,
} from '../../control/operator-audit.ts';
import type { ExpectedTenancyError } from '../../failure.ts';
import type { MoveState, MoveStep, MoveWay, PlacementRef } from '../types.ts';
import { type MoveRow, placementKey, toMoveRow } from './move-row.ts';

export type MoveErrorCode =
  | 'unknown_guild'
  | 'unknown_move'
  /** The guild is there already. */
  | 'same_place'
  /** Another move of the guild is under way, or the old copy in that database is being erased. */
  | 'already_moving'
  /** Too late, or not in a state for that. */
  | 'move_over'
  /** The secret of the target is not to be used any more. */
  | 'secret_gone';

/** A refusal to start or change a move. */
export class MoveError extends Error implements ExpectedTenancyError {
  readonly code: MoveErrorCode;
  readonly failure: MoveErrorCode;

  constructor(code: MoveErrorCode) {
    super(code);
    this.name = 'MoveError';
    this.code = code;
    this.failure = code;
  }
}

const UNIQUE_VIOLATION = '23505';

/** The steps before the commit point: up to here a move can be stopped. */
const STEPS_BEFORE_FLIP: readonly MoveStep[] = ['prepare', 'copy', 'catch_up', 'verify', 'fence'];

export interface NewMove {
  id: string;
  guildId: string;
  to: PlacementRef;
  way: MoveWay;
  requestedBy: string;
  reason: string;
  now: number;
  /** Of an operator who begins it; recorded in the same transaction, with the move's id. */
  audit?: OperatorAuditEntry | undefined;
}

/** Where the registry says that a guild is. @throws MoveError `unknown_guild` */
export async function findGuildPlacement(
  control: Knex,
  guildId: string,
): Promise<{ ref: PlacementRef; epoch: string; state: string }> {
  const row = await control('guilds').where('guild_id', guildId).first();
  if (!row || row.state === 'provisioning') throw new MoveError('unknown_guild');
  const ref: PlacementRef =
    row.kind === 'managed'
      ? { kind: 'managed', region: row.region }
      : {
          kind: 'own',
          engine: row.engine,
          secretRef: row.secret_ref,
          secretVersion: row.secret_version,
        };
  return { ref, epoch: row.epoch, state: row.state };
}

/**
 * A move refers to this database from here on, so that its secret is kept. Before anything else of
 * the transaction: whoever locks a secret's row and a guild's takes them in this order.
 * @throws MoveError `secret_gone`
 */
async function activateTargetSecret(trx: Knex, to: PlacementRef, now: number): Promise<void> {
  if (to.kind === 'own' && !(await activateDatabaseSecret(trx, { ref: to.secretRef, now })))
    throw new MoveError('secret_gone');
}

/** Records a new move and marks the guild as moving, in one transaction. */
export async function insertMove(control: Knex, move: NewMove): Promise<MoveRow> {
  try {
    return await control.transaction(async (trx) => {
      const current = await findGuildPlacement(trx, move.guildId);
      if (placementKey(current.ref) === placementKey(move.to)) throw new MoveError('same_place');
      await activateTargetSecret(trx, move.to, move.now);
      await markGuildMoving(trx, move, current.epoch);
      const rows = await trx('moves')
        .insert({
          id: move.id,
          guild_id: move.guildId,
          from_place: JSON.stringify(current.ref),
          to_place: JSON.stringify(move.to),
          epoch: current.epoch,
          way: move.way,
          step: 'prepare',
          state: 'running',
          rows_total: 0,
          rows_copied: 0,
          bytes_copied: 0,
          leftovers: false,
          requested_by: move.requestedBy,
          reason: move.reason,
          started_at: move.now,
          stepped_at: move.now,
        })
        .returning('*');
      const { audit } = move;
      if (audit)
        await recordOperatorAction(trx, {
          ...audit,
          details: { ...audit.details, moveId: move.id },
        });
      return toMoveRow(rows[0]);
    });
  } catch (error) {
    if ((error as { code?: string }).code === UNIQUE_VIOLATION)
      throw new MoveError('already_moving');
    throw error;
  }
}

/**
 * The guild is moving from here on. An old copy that waits in the new database for its erasure
 * needs none any more: the new move erases it; one that is just being erased is in the way.
 */
async function markGuildMoving(
  trx: Knex,
  move: Pick<NewMove, 'guildId' | 'to' | 'now'>,
  epoch: string,
): Promise<void> {
  const markedCount = await trx('guilds')
    .where({ guild_id: move.guildId, epoch, state: 'active' })
    .update({ state: 'moving' });
  if (markedCount === 0) throw new MoveError('already_moving');
  const finishedMoves = await trx('moves')
    .where('guild_id', move.guildId)
    .whereNull('ended_at')
    .whereIn('step', ['observe', 'retire'])
    .forUpdate();
  for (const row of finishedMoves.map(toMoveRow)) {
    if (placementKey(row.from) !== placementKey(move.to)) continue;
    if (row.step === 'retire') throw new MoveError('already_moving');
    await trx('moves')
      .where('id', row.id)
      .update({ state: 'done', ended_at: move.now, leftovers: false });
  }
}

/** @throws MoveError `unknown_move`, `move_over` */
async function updateMove(
  control: Knex,
  id: string,
  allowedStates: readonly MoveState[],
  patch: object,
): Promise<void> {
  const changedCount = await control('moves')
    .where('id', id)
    .whereIn('state', [...allowedStates])
    .whereIn('step', [...STEPS_BEFORE_FLIP])
    .update(patch);
  if (changedCount === 1) return;
  const row = await control('moves').where('id', id).first('id');
  throw new MoveError(row ? 'move_over' : 'unknown_move');
}

/** An operator's change of a move is recorded in the operators' audit, or does not happen. */
type Audit = OperatorAuditEntry | undefined;

export const pauseMove = (control: Knex, id: string, audit: Audit) =>
  withOperatorAudit(control, audit, (trx) => updateMove(trx, id, ['running'], { state: 'paused' }));

export const resumeMove = (control: Knex, id: string, audit: Audit) =>
  withOperatorAudit(control, audit, (trx) =>
    updateMove(trx, id, ['paused'], { state: 'running', retry_at: null, failing_since: null }),
  );

export const abortMove = (control: Knex, id: string, audit: Audit) =>
  withOperatorAudit(control, audit, (trx) =>
    updateMove(trx, id, ['running', 'paused'], {
      state: 'aborting',
      outcome: 'aborted',
      retry_at: null,
    }),
  );

/** Starts a failed or aborted move again. */
export async function retryMove(
  control: Knex,
  id: string,
  now: number,
  audit: Audit,
): Promise<void> {
  try {
    await withOperatorAudit(control, audit, async (trx) => {
      const existing = await trx('moves').where('id', id).first();
      if (!existing) throw new MoveError('unknown_move');
      const { retryUntil, to } = toMoveRow(existing);
      if (retryUntil === null || retryUntil <= now) throw new MoveError('move_over');
      await activateTargetSecret(trx, to, now);
      await updateMove(trx, id, ['failed', 'aborted'], {
        state: 'running',
        step: 'prepare',
        outcome: null,
        problem: null,
        position: null,
        rows_copied: 0,
        bytes_copied: 0,
        fenced_at: null,
        pause_ms: null,
        leftovers: false,
        failing_since: null,
        retry_at: null,
        ended_at: null,
        stepped_at: now,
      });
      const row = toMoveRow(await trx('moves').where('id', id).first());
      const current = await findGuildPlacement(trx, row.guildId);
      // It lives elsewhere by now: the move that was wanted is another one.
      if (current.epoch !== row.epoch) throw new MoveError('move_over');
      await markGuildMoving(trx, { guildId: row.guildId, to: row.to, now }, current.epoch);
    });
  } catch (error) {
    if ((error as { code?: string }).code === UNIQUE_VIOLATION)
      throw new MoveError('already_moving');
    throw error;
  }
}

/**
 * Ends a move before its switch, and opens the guild in the registry where it was, whatever state
 * its places are in. A mover that still works on it finds its lease gone, and can switch nothing:
 * the registry says `active`. What is left in both is cleaned up as after an abort.
 */
export async function reopenSource(
  control: Knex,
  id: string,
  now: number,
  audit: Audit,
): Promise<void> {
  await withOperatorAudit(control, audit, async (trx) => {
    const row = await trx('moves').where('id', id).first();
    if (!row) throw new MoveError('unknown_move');
    await trx('guilds')
      .where({ guild_id: row.guild_id, epoch: row.epoch, state: 'moving' })
      .update({ state: 'active' });
    await updateMove(trx, id, ['running', 'paused', 'aborting'], {
      state: 'aborted',
      outcome: 'aborted',
      ended_at: now,
      fenced_at: null,
      leftovers: true,
      owner: null,
      owner_until: null,
      failing_since: null,
      retry_at: null,
    });
  });
}
