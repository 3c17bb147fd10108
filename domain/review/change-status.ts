import type { DatabaseRow, GuildWriter } from '../../tenancy/types.ts';
import type { Actor } from '../actors/actor.ts';
import type { Deps } from '../deps.ts';
import { createEffect } from '../effects/define-effect.ts';
import { VektraError } from '../errors/errors.ts';
import { createExpiry } from '../files/expire.ts';
import type { GuildSettings } from '../settings/types.ts';
import { submissionSubject } from '../subjects/submission-subject.ts';
import { cardEdit } from '../submissions/effects.ts';
import { appendSubmissionEvent, statusChanged } from '../submissions/events.ts';
import { isDecision, OPEN_STATUSES, type Status } from '../submissions/status.ts';
import { assertNotDecided } from './assert-not-decided.ts';
import { decisionDm, routingPost } from './effects.ts';

export interface StatusChange {
  number: number;
  from: Status;
  to: Status;
  reason: string | null;
}

/**
 * Moves a submission, whose row the caller has locked, to another status, and enqueues what
 * follows: the card is edited; a decision also sends the artist's DM and the routing post, both
 * after the time in which it can be undone; the files of a rejected demo are removed after the plan's
 * term.
 * @throws VektraError `already_decided`, `not_allowed_now`
 * @returns the event's id, and when the DM leaves
 */
export async function changeStatus(
  db: GuildWriter,
  actor: Actor,
  { settings, deps }: { settings: GuildSettings; deps: Deps },
  row: DatabaseRow,
  { number, from, to, reason }: StatusChange,
): Promise<{ eventId: string; dmDueAt: number | null }> {
  if (from === 'withdrawn') throw new VektraError('not_allowed_now', { values: { status: from } });
  const isDecisive = isDecision(to);
  if (isDecisive) await assertNotDecided(db, row, from);

  const subject = submissionSubject(number);
  const eventId = db.newId();
  const dueAt = db.now + settings.review.undoSeconds * 1_000;
  const isReopened = OPEN_STATUSES.includes(to);
  await Promise.all([
    db
      .table('submissions')
      .where('number', number)
      .update({
        status: to,
        status_changed_at: db.now,
        revision: db.expression('revision + 1'),
        ...(isDecisive ? { decision_event_id: eventId, decided_at: db.now } : {}),
        // Back among the open ones: the decision no longer stands, and its DM is not sent any more.
        ...(isReopened ? { decision_event_id: null, decided_at: null } : {}),
      }),
    appendSubmissionEvent(db, actor, statusChanged, {
      id: eventId,
      number,
      data: { from, to, reason },
    }),
    db.enqueue([
      createEffect(cardEdit, subject, null),
      ...(to === 'rejected' ? await createExpiry(db, deps, subject, eventId) : []),
      ...(isDecisive
        ? [
            createEffect(decisionDm, subject, { eventId }, dueAt),
            createEffect(routingPost, subject, { eventId }, dueAt),
          ]
        : []),
    ]),
  ]);
  return { eventId, dmDueAt: isDecisive ? dueAt : null };
}
