import type { NewRow } from '../../migrations/index.ts';
import type { GuildReader, OutboxEntry } from '../types.ts';

/**
 * Writes outbox rows and their due hints in the running transaction; returns their ids in order.
 */
export async function enqueueRows(
  db: GuildReader & { newId(): string },
  entries: readonly OutboxEntry[],
): Promise<string[]> {
  if (entries.length === 0) return [];
  const rows = entries.map(
    (entry): NewRow<'outbox'> => ({
      id: db.newId(),
      kind: entry.kind,
      // For the version before, whose rows have no other subject than submissions.
      number: entry.subject.type === 'submission' ? Number(entry.subject.id) : null,
      subject_type: entry.subject.type,
      subject_id: entry.subject.id,
      ref_id: entry.refId,
      state: 'waiting',
      created_at: db.now,
      due_at: entry.dueAt ?? db.now,
      attempts: 0,
    }),
  );
  await Promise.all([
    db.table('outbox').insert(rows),
    db.table('outbox_due').insert(rows.map(({ id, due_at }) => ({ id, due_at }))),
  ]);
  return rows.map(({ id }) => id);
}
