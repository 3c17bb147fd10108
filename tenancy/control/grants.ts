import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { recordOperatorAction } from './operator-audit.ts';

/** `entitlement`: of a Discord SKU. */
export type GrantSource = 'operator' | 'coupon' | 'entitlement';

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

/**
 * Saves a grant as its source has it now. Repeatable: a source's id is one grant.
 * @param grant times in epoch ms; `endsAt` null: no end
 * @returns false, and nothing is changed, when the source's id is another guild's grant
 */
export async function saveSourceGrant(
  control: Knex,
  grant: Omit<PlanGrant, 'id' | 'source' | 'sourceId'> & {
    source: Exclude<GrantSource, 'operator'>;
    sourceId: string;
    now: number;
  },
): Promise<boolean> {
  const { rowCount } = await control.raw(
    `INSERT INTO plan_grants
       (id, guild_id, plan, source, source_id, reason, granted_by, starts_at, ends_at, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (source, source_id) WHERE source_id IS NOT NULL DO UPDATE
       SET plan = excluded.plan, reason = excluded.reason,
           starts_at = excluded.starts_at, ends_at = excluded.ends_at
       WHERE plan_grants.guild_id = excluded.guild_id`,
    [
      uuidv7(),
      grant.guildId,
      grant.plan,
      grant.source,
      grant.sourceId,
      grant.reason,
      grant.source,
      grant.startsAt,
      grant.endsAt,
      grant.now,
    ] as Knex.RawBinding[],
  );
  return rowCount === 1;
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
    sourceId: row.source_id,
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
