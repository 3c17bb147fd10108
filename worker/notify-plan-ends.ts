import { presentPlanEndedDm } from '../bot/messages/storage/notifications.ts';
import { graceEndsAt, PLANS, planIncludes } from '../domain/index.ts';
import { DEFAULT_LOCALE } from '../domain/text/translator.ts';
import type { DrainContext } from './drain-outbox.ts';
import { classifyFailure } from './failure.ts';
import { sendNotification } from './notification.ts';

const WEEK_MS = 7 * 86_400_000;
const BATCH_SIZE = 200;

/**
 * Reminds the admins of servers whose plan no longer includes their own database: at once, a week
 * before intake pauses, and when it does.
 */
export async function notifyPlanEnds(context: DrainContext): Promise<void> {
  const { tenancy, translatorFor, log } = context;
  const { control } = tenancy;
  const now = Date.now();
  const plans = PLANS.filter((plan) => planIncludes(plan, 'own_database'));
  for (const ended of await control.listEndedCustomerDatabasePlans({
    plans,
    now,
    limit: BATCH_SIZE,
  })) {
    const { guildId } = ended;
    const graceEnd = graceEndsAt((await tenancy.getPlacement(guildId)).grants, now);
    if (graceEnd === null) continue;
    const stage = now >= graceEnd ? 'over' : now >= graceEnd - WEEK_MS ? 'week' : 'ended';
    if (!(await control.claimPlanReminder({ ...ended, stage, now }))) continue;
    const message = presentPlanEndedDm(
      translatorFor(DEFAULT_LOCALE),
      graceEnd,
      (await control.getGuildName(guildId)) ?? '',
    );
    for (const userId of await tenancy.outages.findRecipients(guildId))
      await sendNotification(context, {
        id: `plan:${guildId}:${ended.endedAt}:${stage}:${userId}`,
        guildId,
        userId,
        message,
      }).catch((error) =>
        log.info({ guildId, code: classifyFailure(error).code }, 'plan_end.notification_failed'),
      );
  }
}
