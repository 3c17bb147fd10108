import { z } from 'zod';
import { createEffect } from '../effects/define-effect.ts';
import { noSubmission, VektraError } from '../errors/errors.ts';
import { mutation } from '../operations/guild-operations.ts';
import { deletePendingDecision, lockPendingDecision } from '../review/pending-decision.ts';
import { submissionSubject } from '../subjects/submission-subject.ts';
import { submissionNumber } from '../text/schemas.ts';
import { canWithdraw, readArtistStatuses } from './artist-status.ts';
import { cardEdit } from './effects.ts';
import { appendSubmissionEvent, withdrawn } from './events.ts';
import { parseStatus } from './row-parsers.ts';

/**
 * The artist withdraws a demo that has no answer yet, as far as they know: a decision that can
 * still be undone is dropped with it.
 * @throws VektraError `not_found` for somebody else's, `not_allowed_now` once it was answered
 */
export const withdraw = mutation({
  name: 'submissions.withdraw',
  access: 'member',
  limit: 'artistChange',
  input: z.object({ number: submissionNumber }),
  load: ({ db }, { number }) => db.table('submissions').where('number', number).forUpdate().first(),
  async run({ db, actor, deps, loaded: row }, { number }): Promise<void> {
    if (!row || row.artist_id !== actor.userId) throw noSubmission(number);
    const eventId: string | null = row.decision_event_id;
    // Locked first: a worker that sends the decision is either before this, or finds nothing.
    if (eventId) await lockPendingDecision(db, number, eventId);
    const status = (await readArtistStatuses(db, [row], db.now)).get(number) ?? 'received';
    if (!canWithdraw(status))
      throw new VektraError('not_allowed_now', { values: { artistStatus: status } });
    const from = parseStatus(row.status);
    await Promise.all([
      db
        .table('submissions')
        .where('number', number)
        .update({
          status: 'withdrawn',
          status_changed_at: db.now,
          decision_event_id: null,
          decided_at: null,
          revision: db.expression('revision + 1'),
        }),
      ...(eventId ? [deletePendingDecision(db, number, eventId)] : []),
      appendSubmissionEvent(db, actor, withdrawn, { number, data: { from, to: 'withdrawn' } }),
      db.enqueue([createEffect(cardEdit, submissionSubject(number), null)]),
    ]);
    const item = { userId: actor.userId, guildId: db.guildId, kind: 'submission', number };
    db.afterCommit(() => deps.tenancy.control.closeOpenItem(item));
  },
});
