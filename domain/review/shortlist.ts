import { z } from 'zod';
import type { GuildReader } from '../../tenancy/types.ts';
import { parseEventData } from '../events/define-event.ts';
import { mutation, query } from '../operations/guild-operations.ts';
import { statusChanged } from '../submissions/events.ts';
import { parseStatus } from '../submissions/row-parsers.ts';
import { OPEN_STATUSES, type Status } from '../submissions/status.ts';
import { submissionNumber } from '../text/schemas.ts';
import { assertNotDecided } from './assert-not-decided.ts';
import { changeStatus } from './change-status.ts';
import { lockSubmission } from './lock-submission.ts';
import { type OldestFirstPage, pageInput, readOldestFirst } from './read-oldest-first.ts';

/**
 * Puts a demo on the shortlist; one that is on it goes back to the status that it had before. A
 * decision is not dropped for it.
 * @throws VektraError `not_found`, `plan_required`, `already_decided`, `not_allowed_now`
 * @returns the status that it has now
 */
export const toggleShortlisted = mutation({
  name: 'review.toggle_shortlisted',
  access: 'staff',
  feature: 'shortlist',
  limit: 'staffChange',
  input: z.object({ number: submissionNumber }),
  load: lockSubmission,
  async run({ db, actor, deps, settings, loaded: row }, { number }): Promise<Status> {
    const from = parseStatus(row.status);
    if (from !== 'withdrawn') await assertNotDecided(db, row, from);
    const to = from === 'shortlisted' ? await readStatusBefore(db, number) : 'shortlisted';
    const change = { number, from, to, reason: null };
    await changeStatus(db, actor, { settings: await settings(), deps }, row, change);
    return to;
  },
});

/** The open status from which the demo was put on the shortlist. */
async function readStatusBefore(db: GuildReader, number: number): Promise<Status> {
  const event = await db
    .table('events')
    .where({ subject_type: statusChanged.subjectType, subject_id: String(number) })
    .where('kind', statusChanged.kind)
    .orderBy('id', 'desc')
    .first('data');
  const { from, to } = parseEventData(statusChanged, event?.data);
  const isKnown = to === 'shortlisted' && from !== to && OPEN_STATUSES.includes(from);
  return isKnown ? from : 'needs_review';
}

/**
 * The shortlist, the oldest demo first.
 * @throws VektraError `not_found` unless staff, `plan_required`, `invalid_input`
 */
export const listShortlist = query({
  name: 'review.list_shortlist',
  access: 'staff',
  feature: 'shortlist',
  limit: 'staffQuery',
  input: pageInput,
  read: ({ db, deps }, page): Promise<OldestFirstPage> =>
    readOldestFirst(db, deps, ['shortlisted'], page),
});
