import type { GuildWriter } from '../../tenancy/types.ts';
import { VektraError } from '../errors/errors.ts';
import { createFingerprint, type IdempotentRequest } from './idempotent-request.ts';

/**
 * Runs `act` once per request, inside the operation's own transaction: the same interaction delivered
 * twice has one effect, and the second gets the first one's answer. A second delivery that comes
 * while the first runs waits for it on the row's key.
 * @param run its answer must be something that JSON can say
 * @throws VektraError `conflict` when the id was used for something else
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
  // Without one it was written by a version that kept none.
  if (row?.fingerprint && row.fingerprint !== fingerprint) throw new VektraError('conflict');
  if (row?.answer) return JSON.parse(row.answer) as T;
  const answer = await run();
  await db
    .table('requests')
    .where('id', id)
    .update({ answer: JSON.stringify(answer ?? null) });
  return answer;
}
