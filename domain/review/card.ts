import type { GuildReader } from '../../tenancy/types.ts';
import { loadCard } from '../deliveries/load.ts';
import type { CardView } from '../deliveries/views.ts';
import { toStoredKind } from '../effects/define-effect.ts';
import { noSubmission } from '../errors/errors.ts';
import { query } from '../operations/guild-operations.ts';
import { parseTime } from '../submissions/row-parsers.ts';
import { submissionNumber } from '../text/schemas.ts';
import { decisionDm } from './effects.ts';

/** What the staff card of a demo shows now, also before it is posted. */
export interface CurrentCard {
  view: CardView;
  /** Until then the decision that stands can be undone, epoch ms; null: there is none that can. */
  undoUntil: number | null;
}

/** @throws VektraError `not_found` unless staff, and for a number that does not exist */
export const getCard = query({
  name: 'review.get_card',
  access: 'staff',
  limit: 'staffQuery',
  input: submissionNumber,
  async read({ db, deps }, number): Promise<CurrentCard> {
    const [card, undoUntil] = await Promise.all([
      loadCard(db, number),
      readUndoEnd(db, number, deps.now()),
    ]);
    if (!card) throw noSubmission(number);
    return { view: card.view, undoUntil: card.view.decision && undoUntil };
  },
});

async function readUndoEnd(db: GuildReader, number: number, now: number): Promise<number | null> {
  const row = await db
    .table('outbox')
    .where('number', number)
    .where({ kind: toStoredKind(decisionDm), state: 'waiting' })
    .whereNull('first_sent_at')
    .where('due_at', '>', now)
    .orderBy('due_at', 'desc')
    .first('due_at');
  return row ? parseTime(row.due_at) : null;
}
