import type { GuildWriter } from '../../tenancy/types.ts';
import type { Submitted } from '../contract.ts';
import { fingerprintOf, type Request } from '../requests/request.ts';

/** The same form from the same person within this time was sent twice by a slip. */
const SAME_MS = 15_000;

/** Where the answer to a form is kept, whatever the id of the interaction that sent it. */
const keyOf = (request: Request) => `same:${fingerprintOf(request)}`;

/**
 * The demo that the same person has just sent with the same words, in another interaction: a form that
 * is sent twice gives two. One that comes while the first is being taken waits for it.
 * @returns null when there is none, or when it was withdrawn meanwhile
 */
export async function sameJustNow(db: GuildWriter, request: Request): Promise<Submitted | null> {
  const id = keyOf(request);
  const mine = () => db.table('requests').where('id', id);
  await db
    .table('requests')
    .insert({ id, at: 0, answer: null })
    .onConflict(['guild_id', 'id'])
    .ignore();
  const row = await mine().forUpdate().first('at', 'answer');
  if (!row?.answer || Number(row.at) <= db.now - SAME_MS) return null;
  const answer = parseAnswer(row.answer);
  if (!answer) return null;
  const demo = await db.table('submissions').where('number', answer.number).first('status');
  return demo && demo.status !== 'withdrawn' ? answer : null;
}

/** An own database's owner can write anything there. */
function parseAnswer(text: unknown): Submitted | null {
  try {
    const { number, isDuplicate } = JSON.parse(String(text));
    return Number.isSafeInteger(number) ? { number, isDuplicate: isDuplicate === true } : null;
  } catch {
    return null;
  }
}

/** Keeps the answer for {@link sameJustNow}. */
export async function keepJustNow(
  db: GuildWriter,
  request: Request,
  answer: Submitted,
): Promise<void> {
  await db
    .table('requests')
    .where('id', keyOf(request))
    .update({ at: db.now, answer: JSON.stringify(answer) });
}
