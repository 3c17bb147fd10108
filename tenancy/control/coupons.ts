import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { lockGuildGrants, type PlanGrant, parseGrant } from './grants.ts';
import { type OperatorAuditEntry, recordOperatorAction } from './operator-audit.ts';

/** What a code is worth; of the code itself nothing is kept but a hash. */
export interface Coupon {
  id: string;
  plan: string;
  /** How long it gives the plan to a server. */
  days: number;
  /** How many servers can redeem it. */
  maxUses: number;
  uses: number;
  /** When it can no longer be redeemed, epoch ms; null: never. */
  expiresAt: number | null;
  revokedAt: number | null;
  reason: string;
  createdBy: string;
  createdAt: number;
}

/** @returns the coupon's id */
export async function createCoupon(
  control: Knex,
  coupon: Pick<Coupon, 'plan' | 'days' | 'maxUses' | 'expiresAt'> & { codeHash: string },
  audit: OperatorAuditEntry,
): Promise<string> {
  const id = uuidv7();
  await control.transaction(async (trx) => {
    await trx('coupons').insert({
      id,
      code_hash: coupon.codeHash,
      plan: coupon.plan,
      days: coupon.days,
      max_uses: coupon.maxUses,
      expires_at: coupon.expiresAt,
      reason: audit.reason,
      created_by: audit.operator,
      created_at: audit.now,
    });
    await recordOperatorAction(trx, { ...audit, details: { ...audit.details, coupon: id } });
  });
  return id;
}

/** Newest first. @param query.before the last one of the page before */
export async function listCoupons(
  control: Knex,
  query: { before?: { at: number; id: string }; limit: number },
): Promise<Coupon[]> {
  const rows = await control('coupons')
    .modify((builder) => {
      if (query.before)
        builder.whereRaw('(created_at, id) < (?, ?)', [query.before.at, query.before.id]);
    })
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(query.limit);
  return rows.map(parseCoupon);
}

/** It can no longer be redeemed; who has redeemed it keeps the plan. @returns false: it was not valid */
export async function revokeCoupon(
  control: Knex,
  id: string,
  audit: OperatorAuditEntry,
): Promise<boolean> {
  return control.transaction(async (trx) => {
    const revoked = await trx('coupons')
      .where('id', id)
      .whereNull('revoked_at')
      .update({ revoked_at: audit.now });
    if (revoked === 0) return false;
    await recordOperatorAction(trx, { ...audit, details: { ...audit.details, coupon: id } });
    return true;
  });
}

/**
 * Redeems a code for a guild, once: a coupon gives each guild its plan one time.
 * @param redemption.findStart when the plan begins, epoch ms; null: the guild has as much already
 * @returns the grant, `repeated` for who has redeemed the code moments ago and may not have had the
 * answer; or why there is none, in which case the coupon is as it was
 */
export async function redeemCoupon(
  control: Knex,
  redemption: {
    codeHash: string;
    guildId: string;
    userId: string;
    now: number;
    findStart(coupon: Coupon, grants: readonly PlanGrant[]): number | null;
  },
): Promise<
  | { outcome: 'redeemed' | 'repeated'; plan: string; startsAt: number; endsAt: number }
  | { outcome: 'unknown' | 'expired' | 'used_up' | 'redeemed_before' | 'included' }
> {
  const { codeHash, guildId, userId, now } = redemption;
  return control.transaction(async (trx) => {
    const row = await trx('coupons').where('code_hash', codeHash).forUpdate().first();
    if (!row || row.revoked_at !== null) return { outcome: 'unknown' };
    const coupon = parseCoupon(row);
    await lockGuildGrants(trx, guildId);
    const rows = await trx('plan_grants').where('guild_id', guildId);
    const grants = rows.map(parseGrant);
    const sourceId = `${coupon.id}:${guildId}`;
    const earlier = rows.find((each) => each.source === 'coupon' && each.source_id === sourceId);
    if (earlier) {
      const isRepeated =
        earlier.granted_by === userId && Number(earlier.created_at) > now - REPEAT_WINDOW_MS;
      if (!isRepeated) return { outcome: 'redeemed_before' };
      const { plan, startsAt, endsAt } = parseGrant(earlier);
      return { outcome: 'repeated', plan, startsAt, endsAt: endsAt ?? startsAt };
    }
    if (coupon.expiresAt !== null && coupon.expiresAt <= now) return { outcome: 'expired' };
    if (coupon.uses >= coupon.maxUses) return { outcome: 'used_up' };
    const startsAt = redemption.findStart(coupon, grants);
    if (startsAt === null) return { outcome: 'included' };
    const endsAt = startsAt + coupon.days * DAY_MS;
    await trx('plan_grants').insert({
      id: uuidv7(),
      guild_id: guildId,
      plan: coupon.plan,
      source: 'coupon',
      source_id: sourceId,
      reason: coupon.reason,
      granted_by: userId,
      starts_at: startsAt,
      ends_at: endsAt,
      created_at: now,
    });
    await trx('coupons').where('id', coupon.id).increment('uses');
    return { outcome: 'redeemed', plan: coupon.plan, startsAt, endsAt };
  });
}

const DAY_MS = 86_400_000;
const REPEAT_WINDOW_MS = 10 * 60_000;

// biome-ignore lint/suspicious/noExplicitAny: a row of the table above
const parseCoupon = (row: any): Coupon => ({
  id: row.id,
  plan: row.plan,
  days: row.days,
  maxUses: row.max_uses,
  uses: row.uses,
  expiresAt: row.expires_at === null ? null : Number(row.expires_at),
  revokedAt: row.revoked_at === null ? null : Number(row.revoked_at),
  reason: row.reason,
  createdBy: row.created_by,
  createdAt: Number(row.created_at),
});
