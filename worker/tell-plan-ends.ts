import { presentPlanEndedDm } from '../bot/presenters/storage.ts';
import { can, leaveBy, PLANS } from '../domain/index.ts';
import type { DrainContext } from './drain.ts';
import { classify } from './failure.ts';
import { sendNotice } from './notice.ts';

const WEEK_MS = 7 * 86_400_000;
const LIMIT = 200;

/**
 * Reminds the admins of servers whose plan with own databases has ended: at once, a week before
 * intake pauses, and when it does.
 */
export async function tellPlanEnds(context: DrainContext): Promise<void> {
  const { tenancy, log } = context;
  const { control } = tenancy;
  const now = Date.now();
  const plans = PLANS.filter((plan) => can(plan, 'own_database'));
  for (const ended of await control.endedOwnPlans({ plans, now, limit: LIMIT })) {
    const { guildId } = ended;
    const until = leaveBy((await tenancy.placement(guildId)).grants, now);
    if (until === null) continue;
    const stage = now >= until ? 'over' : now >= until - WEEK_MS ? 'week' : 'ended';
    if (!(await control.claimPlanReminder({ ...ended, stage, now }))) continue;
    const message = presentPlanEndedDm(until, (await control.guildName(guildId)) ?? '');
    for (const userId of await tenancy.outages.whomToTell(guildId))
      await sendNotice(context, {
        id: `plan:${guildId}:${ended.endedAt}:${stage}:${userId}`,
        guildId,
        userId,
        message,
      }).catch((error) => log.info({ guildId, code: classify(error).code }, 'plan_end.not_told'));
  }
}
