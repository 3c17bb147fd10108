import type { GuildWriter } from '../../tenancy/types.ts';
import { createFingerprint, type IdempotentRequest } from '../requests/idempotent-request.ts';
import type { SubmissionReceipt } from './types.ts';

/** The same form from the same person within this time was sent twice by mistake. */
const DUPLICATE_WINDOW_MS = 15_000;

/** The key of a form's result, independent of the interaction that sent it. */
const createDuplicateKey = (request: IdempotentRequest) => `same:${createFingerprint(request)}`;

/**
 * The demo that the same person has just submitted with the same input in another interaction: a
 * form that is sent twice creates two. Waits for one whose transaction is still running.
 * @returns null if there is none, or it has been withdrawn
 */
export async function findRecentDuplicate(
  db: GuildWriter,
  request: IdempotentRequest,
): Promise<SubmissionReceipt | null> {
  const id = createDuplicateKey(request);
  const storedRequest = () => db.table('requests').where('id', id);
  await db
    .table('requests')
    .insert({ id, at: 0, answer: null })
    .onConflict(['guild_id', 'id'])
    .ignore();
  const row = await storedRequest().forUpdate().first('at', 'answer');
  if (!row?.answer || Number(row.at) <= db.now - DUPLICATE_WINDOW_MS) return null;
  const answer = parseReceipt(row.answer);
  if (!answer) return null;
  const submission = await db.table('submissions').where('number', answer.number).first('status');
  return submission && submission.status !== 'withdrawn' ? answer : null;
}

/** The owner of a customer database can write anything there. */
function parseReceipt(text: unknown): SubmissionReceipt | null {
  try {
    const { number, isDuplicate } = JSON.parse(String(text));
    return Number.isSafeInteger(number) ? { number, isDuplicate: isDuplicate === true } : null;
  } catch {
    return null;
  }
}

/** Stores the result for {@link findRecentDuplicate}. */
export async function rememberSubmission(
  db: GuildWriter,
  request: IdempotentRequest,
  answer: SubmissionReceipt,
): Promise<void> {
  await db
    .table('requests')
    .where('id', createDuplicateKey(request))
    .update({ at: db.now, answer: JSON.stringify(answer) });
}
