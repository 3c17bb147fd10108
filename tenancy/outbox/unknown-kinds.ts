import type { Row } from '../../migrations/index.ts';
import type { GuildWriter } from '../types.ts';

/** A due row of a kind that the caller does not know. */
export interface UnknownDelivery {
  id: string;
  kind: string;
  createdAt: number;
  dueAt: number;
}

const UNKNOWN_KIND_ERROR = 'unknown_kind';

/** Due rows of other kinds than these, oldest first; each is marked as not understood. */
export async function listDueUnknownDeliveries(
  db: GuildWriter,
  { kinds, limit }: { kinds: readonly string[]; limit: number },
): Promise<UnknownDelivery[]> {
  const rows: Pick<Row<'outbox'>, 'id' | 'kind' | 'created_at' | 'due_at' | 'last_error'>[] =
    await db
      .table('outbox')
      .where('due_at', '<=', db.now)
      .where('state', 'waiting')
      .whereNotIn('kind', [...kinds])
      .orderBy('id')
      .limit(limit)
      .select('id', 'kind', 'created_at', 'due_at', 'last_error');
  const unmarked = rows.filter((row) => row.last_error !== UNKNOWN_KIND_ERROR).map(({ id }) => id);
  if (unmarked.length > 0)
    await db.table('outbox').whereIn('id', unmarked).update({ last_error: UNKNOWN_KIND_ERROR });
  return rows.map(({ id, kind, created_at, due_at }) => ({
    id,
    kind,
    createdAt: Number(created_at),
    dueAt: Number(due_at),
  }));
}
