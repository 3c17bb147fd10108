import type { Row } from '../../migrations/index.ts';
import type { GuildWriter, OutboxSubject } from '../types.ts';

/** An outbox row that this worker holds until its lease ends. */
export interface LeasedDelivery {
  id: string;
  kind: string;
  subject: OutboxSubject;
  refId: string | null;
  createdAt: number;
  dueAt: number;
  /**
   * How often it has failed so far. Being taken over from a dead worker is no failure of its own.
   */
  attempts: number;
  /** When it may first have been sent: an earlier try's outcome is unknown. Else null. */
  firstSentAt: number | null;
}

/** Rows of the version before have a submission's number only. */
const toSubject = ({ subject_type, subject_id, number }: Row<'outbox'>): OutboxSubject =>
  subject_type !== null && subject_id !== null
    ? { type: subject_type, id: subject_id }
    : { type: 'submission', id: String(number) };

const toLeasedDelivery = (row: Row<'outbox'>): LeasedDelivery => ({
  id: row.id,
  kind: row.kind,
  subject: toSubject(row),
  refId: row.ref_id,
  createdAt: Number(row.created_at),
  dueAt: Number(row.due_at),
  attempts: row.attempts,
  firstSentAt: row.first_sent_at === null ? null : Number(row.first_sent_at),
});

/**
 * Takes due rows that nobody holds; from here on the outcome of a try may be unknown. Rows of other
 * kinds than `kinds` are not touched; see unknown-kinds.ts. Rows come oldest first. A row whose
 * lease ran out is taken over: its worker died or hangs, and the outcome of its last try is
 * unknown.
 */
export async function leaseDueDeliveries(
  db: GuildWriter,
  lease: { owner: string; leaseMs: number; limit: number; kinds: readonly string[] },
): Promise<LeasedDelivery[]> {
  const rows: Row<'outbox'>[] = await db
    .table('outbox')
    .where('due_at', '<=', db.now)
    .whereIn('kind', [...lease.kinds])
    .whereIn('state', ['waiting', 'leased'])
    .where((query) => query.where('state', 'waiting').orWhere('lease_until', '<', db.now))
    .orderBy('id')
    .limit(lease.limit)
    .forUpdate()
    .skipLocked()
    .select();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const leaseUntil = db.now + lease.leaseMs;
  await db
    .table('outbox')
    .whereIn('id', ids)
    .update({
      state: 'leased',
      first_sent_at: db.expression('COALESCE(first_sent_at, ?)', [db.now]),
      lease_owner: lease.owner,
      lease_until: leaseUntil,
    });
  // The sweep looks again when the lease ends, not before.
  await db.table('outbox_due').whereIn('id', ids).update({ due_at: leaseUntil });
  return rows.map(toLeasedDelivery);
}

/**
 * Whether the row is still this worker's, locked until the act commits. A worker that stalled past
 * its lease must neither record nor release what another one has taken over.
 */
export async function holdsLease(
  db: GuildWriter,
  lease: { id: string; owner: string },
): Promise<boolean> {
  const row = await db
    .table('outbox')
    .where({ id: lease.id, lease_owner: lease.owner, state: 'leased' })
    .forUpdate()
    .first('id');
  return row !== undefined;
}

/** The row is delivered, or no longer wanted. */
export async function removeDelivery(db: GuildWriter, id: string): Promise<void> {
  await db.table('outbox').where('id', id).delete();
  await db.table('outbox_due').where('id', id).delete();
}

/**
 * Gives the row back, to be tried at `dueAt`.
 * `isUnsent`: no try can have had its effect, so that the next one is the first again.
 */
export async function postponeDelivery(
  db: GuildWriter,
  row: { id: string; dueAt: number; error: string; isUnsent: boolean; hasFailed?: boolean },
): Promise<void> {
  await db
    .table('outbox')
    .where('id', row.id)
    .update({
      state: 'waiting',
      lease_owner: null,
      lease_until: null,
      due_at: row.dueAt,
      last_error: row.error.slice(0, 64),
      ...(row.isUnsent ? { first_sent_at: null } : {}),
      ...(row.hasFailed ? { attempts: db.expression('attempts + 1') } : {}),
    });
  await db.table('outbox_due').where('id', row.id).update({ due_at: row.dueAt });
  db.wakeAt(row.dueAt);
}

/** It cannot be delivered: it stays where staff see it, and is not tried again by itself. */
export async function deadLetterDelivery(
  db: GuildWriter,
  row: { id: string; error: string; isUnsent: boolean },
): Promise<void> {
  await db
    .table('outbox')
    .where('id', row.id)
    .update({
      state: 'dead',
      lease_owner: null,
      lease_until: null,
      last_error: row.error.slice(0, 64),
      ...(row.isUnsent ? { first_sent_at: null } : {}),
    });
  await db.table('outbox_due').where('id', row.id).delete();
}
