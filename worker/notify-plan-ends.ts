import { presentPlanEndedDm } from '../bot/messages/storage/notifications.ts';
import { graceEndsAt, PLANS, planIncludes } from '../domain/index.ts';
import { DEFAULT_LOCALE } from '../domain/text/translator.ts';
import type { EndedPlan } from '../tenancy/index.ts';
import type { DrainContext } from './drain-context.ts';
import { sendNotification } from './notification.ts';

const WEEK_MS = 7 * 86_400_000;
const PAGE_SIZE = 200;

/**
 * Reminds the admins of servers whose plan no longer includes their own database: at once, a week
 * before intake pauses, and when it does.
 */
export async function notifyPlanEnds(context: DrainContext): Promise<void> {
  const { control } = context.tenancy;
  const plans = PLANS.filter((plan) => planIncludes(plan, 'own_database'));
  let after: string | null = null;
  do {
    const page: EndedPlan[] = await control.listEndedCustomerDatabasePlans({
      plans,
      now: Date.now(),
      limit: PAGE_SIZE,
      after,
    });
    for (const ended of page)
      await remind(context, ended).catch((error: { code?: unknown }) =>
        context.log.warn({ guildId: ended.guildId, code: error?.code }, 'plan_end.check_failed'),
      );
    after = page.length === PAGE_SIZE ? (page.at(-1)?.guildId ?? null) : null;
  } while (after !== null && !context.stopSignal.aborted);
}

async function remind(context: DrainContext, ended: EndedPlan): Promise<void> {
  const { tenancy, translatorFor } = context;
  const { guildId, endedAt } = ended;
  const now = Date.now();
  const graceEnd = graceEndsAt((await tenancy.getPlacement(guildId)).grants, now);
  if (graceEnd === null) return;
  const stage = now >= graceEnd ? 'over' : now >= graceEnd - WEEK_MS ? 'week' : 'ended';
  const [name, userIds] = await Promise.all([
    tenancy.control.getGuildName(guildId),
    tenancy.outages.findRecipients(guildId),
  ]);
  const message = presentPlanEndedDm(translatorFor(DEFAULT_LOCALE), graceEnd, name ?? '');
  if (!(await tenancy.control.claimPlanReminder({ ...ended, stage, now }))) return;
  const id = `plan:${guildId}:${endedAt}:${stage}`;
  const { isToRepeat } = await sendNotification(context, { id, guildId, userIds, message });
  if (isToRepeat) await tenancy.control.releasePlanReminder({ ...ended, stage });
}
