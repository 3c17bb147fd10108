import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { recordOperatorAction } from './operator-audit.ts';

/** `entitlement`: of a Discord SKU. */
export type GrantSource = 'operator' | 'coupon' | 'entitlement' | 'trial';

export interface PlanGrant {
  id: string;
  guildId: string;
  plan: string;
  source: GrantSource;
  /** The grant's id at its source; null for an operator's. */
  sourceId: string | null;
  reason: string;
  startsAt: number;
  endsAt: number | null;
}

/**
 * An operator grants a guild a plan; the action and its reason are recorded in the operator audit.
 */
export async function grantPlan(
  control: Knex,
  grant: {
    guildId: string;
    plan: string;
    operator: string;
    reason: string;
    endsAt: number | null;
    now: number;
  },
): Promise<string> {
  const id = uuidv7();
  await control.transaction(async (trx) => {
    await trx('plan_grants').insert({
      id,
      guild_id: grant.guildId,
      plan: grant.plan,
      source: 'operator',
      reason: grant.reason,
      granted_by: grant.operator,
      starts_at: grant.now,
      ends_at: grant.endsAt,
      created_at: grant.now,
    });
    await recordOperatorAction(trx, {
      operator: grant.operator,
      act: 'plan.grant',
      guildId: grant.guildId,
      reason: grant.reason,
      details: { plan: grant.plan, endsAt: grant.endsAt },
      now: grant.now,
    });
  });
  return id;
}

/** A Discord entitlement of a guild, as Discord has it now. */
export interface EntitlementGrant {
  entitlementId: string;
  plan: string;
  /** Epoch ms. */
  startsAt: number;
  /** Epoch ms; null until the subscription ends. */
  endsAt: number | null;
}

/**
 * Makes a guild's entitlement grants what Discord lists: each entitlement is one grant, and one
 * that is no longer listed ends now. Repeatable; what has not changed drops nothing from caches.
 * @param entitlements all of the guild's that have not ended
 */
export async function saveEntitlements(
  control: Knex,
  {
    guildId,
    entitlements,
    now,
  }: {
    guildId: string;
    entitlements: readonly EntitlementGrant[];
    now: number;
  },
): Promise<void> {
  await control.transaction(async (trx) => {
    await lockGuildGrants(trx, guildId);
    for (const { entitlementId, plan, startsAt, endsAt } of entitlements)
      await trx.raw(
        `INSERT INTO plan_grants
           (id, guild_id, plan, source, source_id, reason, granted_by, starts_at, ends_at, created_at)
         VALUES (?, ?, ?, 'entitlement', ?, 'subscription', 'discord', ?, ?, ?)
         ON CONFLICT (source, source_id) WHERE source_id IS NOT NULL DO UPDATE
           SET plan = excluded.plan, starts_at = excluded.starts_at, ends_at = excluded.ends_at
           WHERE plan_grants.guild_id = excluded.guild_id
             AND (plan_grants.plan, plan_grants.starts_at, plan_grants.ends_at)
               IS DISTINCT FROM (excluded.plan, excluded.starts_at, excluded.ends_at)`,
        [uuidv7(), guildId, plan, entitlementId, startsAt, endsAt, now] as Knex.RawBinding[],
      );
    await trx('plan_grants')
      .where({ guild_id: guildId, source: 'entitlement' })
      .whereNotNull('source_id')
      .whereNotIn(
        'source_id',
        entitlements.map(({ entitlementId }) => entitlementId),
      )
      .where((query) => query.whereNull('ends_at').orWhere('ends_at', '>', now))
      .update({ ends_at: now });
  });
}

/** Guilds with entitlement grants that have not ended, in the order of their ids. */
export async function listEntitledGuilds(
  control: Knex,
  { after, limit, now }: { after: string | null; limit: number; now: number },
): Promise<string[]> {
  const rows = await control('plan_grants')
    .distinct('guild_id')
    .where('source', 'entitlement')
    .where((query) => query.whereNull('ends_at').orWhere('ends_at', '>', now))
    .where('guild_id', '>', after ?? '0')
    .orderBy('guild_id')
    .limit(limit);
  return rows.map(({ guild_id }) => String(guild_id));
}

/**
 * A guild's trial, of which it has one.
 * @returns false: it had one before
 */
export async function startTrial(
  control: Knex,
  trial: { guildId: string; plan: string; userId: string; now: number; endsAt: number },
): Promise<boolean> {
  const inserted = await control('plan_grants')
    .insert({
      id: uuidv7(),
      guild_id: trial.guildId,
      plan: trial.plan,
      source: 'trial',
      source_id: trial.guildId,
      reason: 'trial',
      granted_by: trial.userId,
      starts_at: trial.now,
      ends_at: trial.endsAt,
      created_at: trial.now,
    })
    .onConflict(control.raw('(source, source_id) WHERE source_id IS NOT NULL'))
    .ignore()
    .returning('id');
  return inserted.length > 0;
}

/** One change of a guild's grants at a time, for those that depend on the others. */
export const lockGuildGrants = async (trx: Knex.Transaction, guildId: string): Promise<void> => {
  await trx.raw('SELECT pg_advisory_xact_lock(hashtextextended(?, 18))', [guildId]);
};

/** Ends a grant now; it stays in the list. @returns false when there is no such running grant */
export async function endGrant(
  control: Knex,
  end: { id: string; operator: string; reason: string; now: number },
): Promise<boolean> {
  return control.transaction(async (trx) => {
    const [row] = await trx('plan_grants')
      .where('id', end.id)
      .where((query) => query.whereNull('ends_at').orWhere('ends_at', '>', end.now))
      .update({ ends_at: end.now })
      .returning('guild_id');
    if (!row) return false;
    await recordOperatorAction(trx, {
      operator: end.operator,
      act: 'plan.end',
      guildId: row.guild_id,
      reason: end.reason,
      details: { grant: end.id },
      now: end.now,
    });
    return true;
  });
}

export async function listGrants(control: Knex, guildId: string): Promise<PlanGrant[]> {
  const rows = await control('plan_grants').where('guild_id', guildId).orderBy('starts_at');
  return rows.map(parseGrant);
}

// biome-ignore lint/suspicious/noExplicitAny: a row of plan_grants
export const parseGrant = (row: any): PlanGrant => ({
  id: row.id,
  guildId: row.guild_id,
  plan: row.plan,
  source: row.source,
  sourceId: row.source_id,
  reason: row.reason,
  startsAt: Number(row.starts_at),
  endsAt: row.ends_at === null ? null : Number(row.ends_at),
});

/** The grants of many guilds at once, for lists of servers. */
export async function listGrantsOfGuilds(
  control: Knex,
  guildIds: readonly string[],
): Promise<{ guildId: string; plan: string; startsAt: number; endsAt: number | null }[]> {
  if (guildIds.length === 0) return [];
  const rows = await control('plan_grants').whereIn('guild_id', [...guildIds]);
  return rows.map((row) => ({
    guildId: row.guild_id,
    plan: row.plan,
    startsAt: Number(row.starts_at),
    endsAt: row.ends_at === null ? null : Number(row.ends_at),
  }));
}
