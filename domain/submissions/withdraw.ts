import { z } from 'zod';
import { createEffect } from '../effects/define-effect.ts';
import { notFound, VektraError } from '../errors/errors.ts';
import { mutation } from '../operations/guild-operations.ts';
import { submissionSubject } from '../subjects/submission-subject.ts';
import { submissionNumber } from '../text/schemas.ts';
import { cardEdit } from './effects.ts';
import { appendSubmissionEvent, withdrawn } from './events.ts';
import { parseStatus } from './row-parsers.ts';
import { OPEN_STATUSES } from './status.ts';

/**
 * The artist withdraws a demo that nobody has answered yet.
 * @throws VektraError `not_found` for somebody else's, `not_allowed_now` once it was answered
 */
export const withdraw = mutation({
  name: 'submissions.withdraw',
  access: 'member',
  limit: 'artistChange',
  input: z.object({ number: submissionNumber }),
  load: ({ db }, { number }) => db.table('submissions').where('number', number).forUpdate().first(),
  async run({ db, actor, deps, loaded: row }, { number }): Promise<void> {
    if (!row || row.artist_id !== actor.userId) throw notFound();
    const from = parseStatus(row.status);
    if (!OPEN_STATUSES.includes(from))
      throw new VektraError('not_allowed_now', { values: { status: from } });
    await Promise.all([
      db
        .table('submissions')
        .where('number', number)
        .update({
          status: 'withdrawn',
          status_changed_at: db.now,
          revision: db.expression('revision + 1'),
        }),
      appendSubmissionEvent(db, actor, withdrawn, { number, data: { from, to: 'withdrawn' } }),
      db.enqueue([createEffect(cardEdit, submissionSubject(number), null)]),
    ]);
    const item = { userId: actor.userId, guildId: db.guildId, kind: 'submission', number };
    db.afterCommit(() => deps.tenancy.control.closeOpenItem(item));
  },
});
