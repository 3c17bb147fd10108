import { z } from 'zod';
import { mutation } from '../operations/guild-operations.ts';
import { requireFeature } from '../plans/guild-plan.ts';
import { decisionReason, resolveReason } from '../saved-reasons/decision-reason.ts';
import { parseStatus } from '../submissions/row-parsers.ts';
import { STATUSES, type Status } from '../submissions/status.ts';
import { featureOfStatus } from '../submissions/status-features.ts';
import { submissionNumber } from '../text/schemas.ts';
import { changeStatus } from './change-status.ts';
import { lockSubmission } from './lock-submission.ts';

/**
 * Moves a submission to any status but `withdrawn`. To `approved` or `rejected` it is a decision
 * like any other. Setting the status it has changes nothing, also one that the plan has no more.
 * @throws VektraError `not_found`, `already_decided`, `not_allowed_now`, `plan_required`, also for a
 * saved reason, `invalid_input`
 */
export const setStatus = mutation({
  name: 'review.set_status',
  access: 'staff',
  limit: 'staffChange',
  input: z.object({
    number: submissionNumber,
    status: z.enum(STATUSES).refine((status) => status !== 'withdrawn', 'other'),
    ...decisionReason,
  }),
  load: lockSubmission,
  async run(
    { db, actor, deps, settings, loaded: row },
    { number, status: to, ...given },
  ): Promise<Status> {
    const from = parseStatus(row.status);
    if (from === to) return from;
    const feature = featureOfStatus(to);
    if (feature) await requireFeature(deps, actor.guildId, feature);
    const reason = await resolveReason({ db, deps }, given);
    await changeStatus(db, actor, { settings: await settings(), deps }, row, {
      number,
      from,
      to,
      reason,
    });
    return to;
  },
});
