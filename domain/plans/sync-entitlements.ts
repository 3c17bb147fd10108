import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { operation } from '../operations/other-operations.ts';
import { snowflakeId } from '../text/schemas.ts';
import { DEFAULT_OFFERS } from './offers.ts';
import { PLANS, type Plan } from './plans.ts';

/** When an entitlement without a start began: its id says when it was made. */
const DISCORD_EPOCH_MS = 1_420_070_400_000n;
const toCreationTime = (id: string) => Number((BigInt(id) >> 22n) + DISCORD_EPOCH_MS);

/**
 * Makes a guild's subscriptions what Discord lists now, all of them: one that is missing has ended.
 * Repeatable, and as safe after an event that came late, twice or out of order.
 */
export const syncEntitlements = operation({
  name: 'plans.sync_entitlements',
  kind: 'mutation',
  access: 'system',
  limit: null,
  input: z.object({
    /** All of the guild's that have not ended; times in epoch ms, null: not known, or no end. */
    entitlements: z.array(
      z.object({
        id: snowflakeId,
        skuId: snowflakeId,
        startsAt: z.number().nullable(),
        endsAt: z.number().nullable(),
      }),
    ),
  }),
  async run(
    { deps, caller }: { deps: Deps; caller: { guildId: string } },
    { entitlements },
  ): Promise<void> {
    const { tenancy, now, offers: { skus } = DEFAULT_OFFERS } = deps;
    const planOf = (skuId: string): Plan | undefined =>
      PLANS.find((plan) => skus[plan]?.includes(skuId));
    await tenancy.control.saveEntitlements({
      guildId: caller.guildId,
      entitlements: entitlements.flatMap(({ id, skuId, startsAt, endsAt }) => {
        const plan = planOf(skuId);
        return plan
          ? [{ entitlementId: id, plan, startsAt: startsAt ?? toCreationTime(id), endsAt }]
          : [];
      }),
      now: now(),
    });
  },
});
