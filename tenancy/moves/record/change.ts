import type { Knex } from 'knex';
import { activateDatabaseSecret } from '../../control/database-secrets.ts';
import {
  auditOperator,
  type OperatorAuditEntry,
  withOperatorAudit,
} from '../../control/operator-audit.ts';
import type { MoveState, MoveStep, MoveWay, PlaceRef } from '../types.ts';
import { type MoveRow, parseMove, placeKey } from './row.ts';

export type MoveErrorCode =
  | 'unknown_guild'
  | 'unknown_move'
  /** The guild is there already. */
  | 'same_place'
  /** Another move of the guild is under way, or the old copy in that place is being erased. */
  | 'already_moving'
  /** Too late, or not in a state for that. */
  | 'move_over'
  /** The secret of the target is not to be used any more. */
  | 'secret_gone';

/** A refusal to start or change a move. */
export class MoveError extends Error {
  readonly code: MoveErrorCode;

  constructor(code: MoveErrorCode) {
    super(code);
    this.name = 'MoveError';
    this.code = code;
  }
}

const ONE_AT_A_TIME = '23505';

/** The steps before the commit point: up to here a move can be stopped. */
const BEFORE_FLIP: readonly MoveStep[] = ['prepare', 'copy', 'catch_up', 'verify', 'fence'];

export interface NewMove {
  id: string;
  guildId: string;
  to: PlaceRef;
  way: MoveWay;
  by: string;
  reason: string;
  now: number;
  /** Of an operator who begins it; recorded in the same transaction, with the move's id. */
  audit?: OperatorAuditEntry | undefined;
}

/** Where the registry says that a guild is. @throws MoveError `unknown_guild` */
export async function whereGuildIs(
  control: Knex,
  guildId: string,
): Promise<{ ref: PlaceRef; epoch: string; state: string }> {
  const row = await control('guilds').where('guild_id', guildId).first();
  if (!row || row.state === 'provisioning') throw new MoveError('unknown_guild');
  const ref: PlaceRef =
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
 * A move names this place from here on, so that its secret is kept. Before anything else of the
 * transaction: whoever locks a secret's row and a guild's takes them in this order.
 * @throws MoveError `secret_gone`
 */
async function useTarget(trx: Knex, to: PlaceRef, now: number): Promise<void> {
  if (to.kind === 'own' && !(await activateDatabaseSecret(trx, { ref: to.secretRef, now })))
    throw new MoveError('secret_gone');
}

/** Records a new move and marks the guild as moving, in one transaction. */
export async function insertMove(control: Knex, move: NewMove): Promise<MoveRow> {
  try {
    return await control.transaction(async (trx) => {
      const from = await whereGuildIs(trx, move.guildId);
      if (placeKey(from.ref) === placeKey(move.to)) throw new MoveError('same_place');
      await useTarget(trx, move.to, move.now);
      await makeRoom(trx, move, from.epoch);
      const rows = await trx('moves')
        .insert({
          id: move.id,
          guild_id: move.guildId,
          from_place: JSON.stringify(from.ref),
          to_place: JSON.stringify(move.to),
          epoch: from.epoch,
          way: move.way,
          step: 'prepare',
          state: 'running',
          rows_total: 0,
          rows_copied: 0,
          bytes_copied: 0,
          leftovers: false,
          requested_by: move.by,
          reason: move.reason,
          started_at: move.now,
          stepped_at: move.now,
        })
        .returning('*');
      const { audit } = move;
      if (audit)
        await auditOperator(trx, { ...audit, details: { ...audit.details, moveId: move.id } });
      return parseMove(rows[0]);
    });
  } catch (error) {
    if ((error as { code?: string }).code === ONE_AT_A_TIME) throw new MoveError('already_moving');
    throw error;
  }
}

/**
 * The guild is moving from here on. An old copy that waits in the new place for its erasure needs none
 * any more: the new move erases it; one that is just being erased is in the way.
 */
async function makeRoom(
  trx: Knex,
  move: Pick<NewMove, 'guildId' | 'to' | 'now'>,
  epoch: string,
): Promise<void> {
  const marked = await trx('guilds')
    .where({ guild_id: move.guildId, epoch, state: 'active' })
    .update({ state: 'moving' });
  if (marked === 0) throw new MoveError('already_moving');
  const old = await trx('moves')
    .where('guild_id', move.guildId)
    .whereNull('ended_at')
    .whereIn('step', ['observe', 'retire'])
    .forUpdate();
  for (const row of old.map(parseMove)) {
    if (placeKey(row.from) !== placeKey(move.to)) continue;
    if (row.step === 'retire') throw new MoveError('already_moving');
    await trx('moves')
      .where('id', row.id)
      .update({ state: 'done', ended_at: move.now, leftovers: false });
  }
}

/** @throws MoveError `unknown_move`, `move_over` */
async function change(
  control: Knex,
  id: string,
  from: readonly MoveState[],
  patch: object,
): Promise<void> {
  const changed = await control('moves')
    .where('id', id)
    .whereIn('state', [...from])
    .whereIn('step', [...BEFORE_FLIP])
    .update(patch);
  if (changed === 1) return;
  const row = await control('moves').where('id', id).first('id');
  throw new MoveError(row ? 'move_over' : 'unknown_move');
}

/** An operator's change of a move stands in the operators' audit, or does not happen. */
type Audit = OperatorAuditEntry | undefined;

export const pauseMove = (control: Knex, id: string, audit: Audit) =>
  withOperatorAudit(control, audit, (trx) => change(trx, id, ['running'], { state: 'paused' }));

export const resumeMove = (control: Knex, id: string, audit: Audit) =>
  withOperatorAudit(control, audit, (trx) =>
    change(trx, id, ['paused'], { state: 'running', retry_at: null, failing_since: null }),
  );

export const abortMove = (control: Knex, id: string, audit: Audit) =>
  withOperatorAudit(control, audit, (trx) =>
    change(trx, id, ['running', 'paused'], {
      state: 'aborting',
      outcome: 'aborted',
      retry_at: null,
    }),
  );

/** Begins a failed or aborted move anew. */
export async function retryMove(
  control: Knex,
  id: string,
  now: number,
  audit: Audit,
): Promise<void> {
  try {
    await withOperatorAudit(control, audit, async (trx) => {
      const old = await trx('moves').where('id', id).first();
      if (!old) throw new MoveError('unknown_move');
      const { retryUntil, to } = parseMove(old);
      if (retryUntil === null || retryUntil <= now) throw new MoveError('move_over');
      await useTarget(trx, to, now);
      await change(trx, id, ['failed', 'aborted'], {
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
      const row = parseMove(await trx('moves').where('id', id).first());
      const from = await whereGuildIs(trx, row.guildId);
      // It lives elsewhere by now: the move that was wanted is another one.
      if (from.epoch !== row.epoch) throw new MoveError('move_over');
      await makeRoom(trx, { guildId: row.guildId, to: row.to, now }, from.epoch);
    });
  } catch (error) {
    if ((error as { code?: string }).code === ONE_AT_A_TIME) throw new MoveError('already_moving');
    throw error;
  }
}

/**
 * Ends a move before its switch, and opens the guild in the registry where it was, whatever state its
 * places are in. A mover that still works on it finds its lease gone, and can switch nothing: the
 * registry says `active`. What is left in both places is tidied away as after an abort.
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
    await change(trx, id, ['running', 'paused', 'aborting'], {
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
