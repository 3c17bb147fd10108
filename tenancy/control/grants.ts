import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { recordOperatorAction } from './operator-audit.ts';

export interface PlanGrant {
  id: string;
  guildId: string;
  plan: string;
  source: 'operator' | 'coupon' | 'entitlement';
  reason: string;
  startsAt: number;
  endsAt: number | null;
}

/** An operator gives a guild a plan; the act and its reason stand in the operator's audit. */
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
  return rows.map((row) => ({
    id: row.id,
    guildId: row.guild_id,
    plan: row.plan,
    source: row.source,
    reason: row.reason,
    startsAt: Number(row.starts_at),
    endsAt: row.ends_at === null ? null : Number(row.ends_at),
  }));
}

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
