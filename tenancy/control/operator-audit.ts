import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import type { DatabaseRow } from '../types.ts';

/** What an operator does: who, what, to which guild, and why. */
export interface OperatorAuditEntry {
  /** A Discord user id, or `cli:` and the name of an account. */
  operator: string;
  /** e.g. `plan.grant`. */
  act: string;
  guildId: string | null;
  reason: string;
  /** Ids, names and numbers; never a secret. */
  details: Record<string, unknown>;
  /** Epoch ms. */
  now: number;
}

export type OperatorOutcome = 'started' | 'done' | 'failed';

/** An entry as it is kept. */
export interface OperatorAuditRow extends Omit<OperatorAuditEntry, 'now'> {
  id: string;
  /** Epoch ms. */
  at: number;
  /** `started`: whether it took effect is not known (yet). */
  outcome: OperatorOutcome;
  /** Why it failed. */
  code: string | null;
}

/** A change whose outcome was never recorded is copied to the label after so long. */
const UNKNOWN_OUTCOME_AFTER_MS = 600_000;
/** Between two attempts to reach the label's database. */
const COPY_RETRY_MS = 600_000;
/** A label that could not be reached for so long is given up. */
const COPY_EXPIRY_MS = 30 * 86_400_000;

interface AuditOptions {
  outcome?: OperatorOutcome;
  /** False where the change itself writes into the label's audit log. */
  isCopiedToGuild?: boolean;
}

/**
 * One row for every change by an operator, in the transaction of the change: when it cannot be
 * written, the change does not happen. A worker copies it into the label's audit log.
 * @returns its id
 */
export async function recordOperatorAction(
  trx: Knex,
  entry: OperatorAuditEntry,
  { outcome = 'done', isCopiedToGuild = true }: AuditOptions = {},
): Promise<string> {
  const id = uuidv7();
  const dueAt = outcome === 'started' ? entry.now + UNKNOWN_OUTCOME_AFTER_MS : entry.now;
  await trx('operator_audit').insert({
    id,
    at: entry.now,
    operator: entry.operator,
    act: entry.act,
    guild_id: entry.guildId,
    reason: entry.reason,
    details: JSON.stringify(entry.details),
    outcome,
    label_copy_due_at: isCopiedToGuild && entry.guildId !== null ? dueAt : null,
  });
  return id;
}

/** Runs a change of the control database and records it in one transaction. */
export const withOperatorAudit = <T>(
  control: Knex,
  entry: OperatorAuditEntry | undefined,
  change: (trx: Knex) => Promise<T>,
): Promise<T> =>
  control.transaction(async (trx) => {
    const result = await change(trx);
    if (entry) await recordOperatorAction(trx, entry);
    return result;
  });

/**
 * Records that a change outside the control database begins: the row is written before anything
 * happens.
 * @returns its id, for {@link finishOperatorAudit}
 */
export const startOperatorAudit = (
  control: Knex,
  entry: OperatorAuditEntry,
  isCopiedToGuild: boolean,
): Promise<string> => recordOperatorAction(control, entry, { outcome: 'started', isCopiedToGuild });

/** @param end.code why it failed; null: it is done */
export async function finishOperatorAudit(
  control: Knex,
  result: { id: string; code: string | null; now: number },
): Promise<void> {
  const isDone = result.code === null;
  await control('operator_audit')
    .where({ id: result.id, outcome: 'started' })
    .update({
      outcome: isDone ? 'done' : 'failed',
      outcome_code: result.code,
      // Nothing happened to the label when it failed.
      label_copy_due_at: isDone
        ? control.raw('CASE WHEN label_copy_due_at IS NULL THEN NULL ELSE ?::bigint END', [
            result.now,
          ])
        : null,
    });
}

/** An admin's change of storage that could not be written into the guild's own audit log. */
export const recordAdminAction = async (
  control: Knex,
  entry: {
    adminId: string;
    guildId: string;
    act: string;
    details: Record<string, unknown>;
    now: number;
  },
): Promise<void> => {
  await recordOperatorAction(
    control,
    {
      operator: `${ADMIN_PREFIX}${entry.adminId}`,
      act: entry.act,
      guildId: entry.guildId,
      reason: 'asked for by an admin',
      details: entry.details,
      now: entry.now,
    },
    { isCopiedToGuild: false },
  );
};

const ADMIN_PREFIX = 'admin:';

/** Newest first. @param query.before `at` and `id` of the last one of the page before */
export async function listOperatorAudit(
  control: Knex,
  query: {
    guildId?: string;
    operator?: string;
    before?: { at: number; id: string };
    limit: number;
  },
): Promise<OperatorAuditRow[]> {
  const rows = await control('operator_audit')
    .where(query.guildId ? { guild_id: query.guildId } : {})
    .where(query.operator ? { operator: query.operator } : {})
    .modify((builder) => {
      if (query.before)
        builder.whereRaw('(at, id) < (?::bigint, ?::uuid)', [query.before.at, query.before.id]);
    })
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit);
  return rows.map(toOperatorAuditRow);
}

/**
 * Entries that are not in their label's audit log yet, oldest first. Each is this worker's own for
 * ten minutes, and due again after that unless {@link finishLabelCopy} says that it is there.
 */
export async function claimLabelCopies(
  control: Knex,
  query: { now: number; limit: number },
): Promise<(OperatorAuditRow & { guildId: string })[]> {
  const { now, limit } = query;
  await control('operator_audit')
    .where('label_copy_due_at', '<=', now)
    .where((either) =>
      either
        .whereNull('guild_id')
        .orWhere('at', '<', now - COPY_EXPIRY_MS)
        .orWhereLike('operator', `${ADMIN_PREFIX}%`),
    )
    .update({ label_copy_due_at: null });
  const due = control('operator_audit')
    .where('label_copy_due_at', '<=', now)
    .orderBy('label_copy_due_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .select('id');
  const rows = await control('operator_audit')
    .whereIn('id', due)
    .update({ label_copy_due_at: now + COPY_RETRY_MS })
    .returning('*');
  return rows.map((row) => ({ ...toOperatorAuditRow(row), guildId: row.guild_id }));
}

export async function finishLabelCopy(control: Knex, id: string): Promise<void> {
  await control('operator_audit').where('id', id).update({ label_copy_due_at: null });
}

const toOperatorAuditRow = (row: DatabaseRow): OperatorAuditRow => ({
  id: row.id,
  at: Number(row.at),
  operator: row.operator,
  act: row.act,
  guildId: row.guild_id,
  reason: row.reason,
  details: row.details,
  outcome: row.outcome,
  code: row.outcome_code,
});
