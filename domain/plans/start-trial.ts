import { VektraError } from '../errors/errors.ts';
import { recordGuildEvent } from '../events/record-guild-event.ts';
import { adminOperation } from '../operations/other-operations.ts';
import { trialStarted } from './events.ts';
import { findGrantStart } from './find-grant-start.ts';
import { DEFAULT_OFFERS, TRIAL_PLAN } from './offers.ts';
import type { Plan } from './plans.ts';

const DAY_MS = 86_400_000;

/**
 * Starts the guild's trial, of which each has one.
 * @returns until when it has the plan, epoch ms
 * @throws VektraError `not_found` unless admin, `trial_unavailable`, `plan_included`
 */
export const startTrial = adminOperation({
  name: 'plans.start_trial',
  kind: 'mutation',
  limit: 'plan',
  async run({ deps, caller }): Promise<{ plan: Plan; endsAt: number }> {
    const { tenancy, offers: { trialDays } = DEFAULT_OFFERS } = deps;
    const { guildId, userId } = caller;
    const now = deps.now();
    if (trialDays === 0) throw new VektraError('trial_unavailable');
    const grants = await tenancy.control.listGrants(guildId);
    if (findGrantStart(grants, TRIAL_PLAN, now) !== now)
      throw new VektraError('plan_included', { values: { plan: TRIAL_PLAN } });
    const endsAt = now + trialDays * DAY_MS;
    const trial = { guildId, plan: TRIAL_PLAN, userId, now, endsAt };
    if (!(await tenancy.control.startTrial(trial))) throw new VektraError('trial_unavailable');
    await recordGuildEvent(deps, caller, trialStarted, { plan: TRIAL_PLAN, endsAt });
    return { plan: TRIAL_PLAN, endsAt };
  },
});
