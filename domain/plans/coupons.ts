import { z } from 'zod';
import type { Coupon } from '../../tenancy/index.ts';
import { operatorMutation, operatorQuery } from '../operations/operator-builders.ts';
import { createPageCursor } from '../operator/page-cursor.ts';
import type { Page } from '../operator/types.ts';
import { createCouponCode, hashCouponCode, parseCouponCode } from './coupon-code.ts';
import { PLANS } from './plans.ts';

const PAGE_SIZE = 50;
const MAX_DAYS = 3_660;
const MAX_USES = 100_000;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const cursor = createPageCursor(UUID);

const wholeNumber = (max: number) =>
  z.number('number.whole').int('number.whole').min(1, 'number.small').max(max, 'number.large');

/** @returns the code, which is shown this once: only its hash is kept */
export const createCoupon = operatorMutation({
  name: 'plans.create_coupon',
  input: z.object({
    plan: z.enum(PLANS).exclude(['free']),
    /** How long a server has the plan. */
    days: wholeNumber(MAX_DAYS),
    /** How many servers can redeem it. */
    maxUses: wholeNumber(MAX_USES),
    /** Epoch ms; null: it can always be redeemed. */
    expiresAt: z.number().int('number.whole').nullable(),
  }),
  action: () => 'coupon.create',
  async run({ deps, auditEntry }, { plan, days, maxUses, expiresAt }) {
    const code = createCouponCode();
    const id = await deps.tenancy.control.createCoupon(
      { codeHash: hashCouponCode(parseCouponCode(code) ?? ''), plan, days, maxUses, expiresAt },
      auditEntry({ guildId: null, details: { plan, days, maxUses } }),
    );
    return { id, code };
  },
});

/** Coupons, the newest first. */
export const listCoupons = operatorQuery({
  name: 'plans.list_coupons',
  input: z.object({ before: cursor.schema }),
  async run({ deps }, { before }): Promise<Page<Coupon>> {
    const found = await deps.tenancy.control.listCoupons({
      ...(before ? { before } : {}),
      limit: PAGE_SIZE + 1,
    });
    const items = found.slice(0, PAGE_SIZE);
    const last = items.at(-1);
    const hasMore = found.length > PAGE_SIZE && last;
    return {
      items,
      nextBefore: hasMore ? cursor.encode({ at: last.createdAt, id: last.id }) : null,
    };
  },
});

/** @returns false when it was revoked before, or there is none */
export const revokeCoupon = operatorMutation({
  name: 'plans.revoke_coupon',
  input: z.object({ id: z.uuid('id.malformed') }),
  action: () => 'coupon.revoke',
  run: ({ deps, auditEntry }, { id }): Promise<boolean> =>
    deps.tenancy.control.revokeCoupon(id, auditEntry({ guildId: null })),
});
