import type { GuildWriter } from '../../tenancy/types.ts';
import { VektraError } from '../errors/errors.ts';
import { createFingerprint, type IdempotentRequest } from './idempotent-request.ts';

/**
 * Runs a mutation once per request id, inside its own transaction: a request that is sent twice has
 * one effect, and both get the same result. One that arrives while the first runs waits for it on
 * the row's key.
 * @param run its result must be serializable as JSON
 * @throws VektraError `conflict` if the id was used for another request
 */
export async function withIdempotency<T>(
  db: GuildWriter,
  request: IdempotentRequest,
  run: () => Promise<T>,
): Promise<T> {
  const { id } = request;
  const fingerprint = createFingerprint(request);
  const [, row] = await Promise.all([
    db
      .table('requests')
      .insert({ id, at: db.now, answer: null, fingerprint })
      .onConflict(['guild_id', 'id'])
      .ignore(),
    db.table('requests').where('id', id).first('answer', 'fingerprint'),
  ]);
  // Rows of older versions have no fingerprint.
  if (row?.fingerprint && row.fingerprint !== fingerprint) throw new VektraError('conflict');
  if (row?.answer) return JSON.parse(row.answer) as T;
  const answer = await run();
  await db
    .table('requests')
    .where('id', id)
    .update({ answer: JSON.stringify(answer ?? null) });
  return answer;
}
