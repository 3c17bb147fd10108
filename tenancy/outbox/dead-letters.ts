import type { GuildReader, GuildWriter } from '../types.ts';

export interface DeadLetter {
  id: string;
  kind: string;
  number: number | null;
  attempts: number;
  createdAt: number;
  error: string | null;
}

/** What could not be delivered, oldest first. */
export async function listDeadLetters(db: GuildReader, limit = 100): Promise<DeadLetter[]> {
  const rows = await db.table('outbox').where('state', 'dead').orderBy('id').limit(limit).select();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    number: row.number === null ? null : Number(row.number),
    attempts: row.attempts,
    createdAt: Number(row.created_at),
    error: row.last_error,
  }));
}

/** Puts dead letters back into the queue; all of the guild's, or one. @returns how many */
export async function retryDeadLetters(db: GuildWriter, id?: string): Promise<number> {
  const rows = await db
    .table('outbox')
    .where('state', 'dead')
    .where(id ? { id } : {})
    .select('id');
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return 0;
  await db
    .table('outbox')
    .whereIn('id', ids)
    .update({ state: 'waiting', due_at: db.now, attempts: 0 });
  await db.table('outbox_due').insert(ids.map((each) => ({ id: each, due_at: db.now })));
  db.wakeAt(db.now);
  return ids.length;
}
