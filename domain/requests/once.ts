import type { GuildWriter } from '../../tenancy/types.ts';

/**
 * Runs `act` once per request id, inside the act's own transaction: the same interaction delivered
 * twice has one effect, and the second gets the first one's answer. A second delivery that comes
 * while the first runs waits for it on the row's key.
 * @param answer must be something that JSON can say
 */
export async function once<T>(
  db: GuildWriter,
  requestId: string,
  act: () => Promise<T>,
): Promise<T> {
  const [, row] = await Promise.all([
    db
      .table('requests')
      .insert({ id: requestId, at: db.now, answer: null })
      .onConflict(['guild_id', 'id'])
      .ignore(),
    db.table('requests').where('id', requestId).first('answer'),
  ]);
  if (row?.answer) return JSON.parse(row.answer) as T;
  const answer = await act();
  await db
    .table('requests')
    .where('id', requestId)
    .update({ answer: JSON.stringify(answer ?? null) });
  return answer;
}
