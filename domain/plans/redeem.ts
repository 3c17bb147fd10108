import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import type { Deps } from '../deps.ts';
import { VektraError } from '../errors/errors.ts';
import { recordGuildEvent } from '../events/record-guild-event.ts';
import { operation } from '../operations/other-operations.ts';
import { hashCouponCode, parseCouponCode } from './coupon-code.ts';
import { codeRedeemed } from './events.ts';
import { findGrantStart } from './find-grant-start.ts';
import { isPlan, type Plan } from './plans.ts';

export interface RedeemedCode {
  plan: Plan;
  /** When the plan begins: now, or when what gives as much ends. Epoch ms. */
  startsAt: number;
  endsAt: number;
}

/**
 * Redeems a code for the guild; anybody in it may. Whoever does so again within ten minutes gets the
 * same answer, which they may not have had.
 * @throws VektraError `invalid_input` with what is wrong with the code
 */
export const redeem = operation({
  name: 'plans.redeem',
  kind: 'mutation',
  access: 'member',
  limit: 'redeem',
  input: z.object({ code: z.string('text.missing').max(100, 'coupon.unknown') }),
  async run({ deps, caller }: { deps: Deps; caller: Actor }, { code }): Promise<RedeemedCode> {
    const characters = parseCouponCode(code);
    if (!characters) throw refuse('unknown');
    const now = deps.now();
    const redemption = await deps.tenancy.control.redeemCoupon({
      codeHash: hashCouponCode(characters),
      guildId: caller.guildId,
      userId: caller.userId,
      now,
      findStart: ({ plan }, grants) => (isPlan(plan) ? findGrantStart(grants, plan, now) : null),
    });
    if (!('plan' in redemption)) throw refuse(redemption.outcome);
    const { outcome, plan, startsAt, endsAt } = redemption;
    if (outcome === 'redeemed')
      await recordGuildEvent(deps, caller, codeRedeemed, { plan, endsAt });
    return { plan: plan as Plan, startsAt, endsAt };
  },
});

const refuse = (problem: string) =>
  new VektraError('invalid_input', { fields: [{ field: 'code', problem: `coupon.${problem}` }] });
