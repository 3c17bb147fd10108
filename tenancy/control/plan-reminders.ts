import type { Knex } from 'knex';
import type { DatabaseRow } from '../types.ts';

/** A server in its own database whose plan with customer databases has ended. */
export interface EndedPlan {
  guildId: string;
  /** When the last grant of such a plan ended, epoch ms. */
  endedAt: number;
}

/**
 * @param query.plans the plans that have customer databases
 * @param query.after the last guild of the page before; null: the first page
 */
export async function listEndedCustomerDatabasePlans(
  control: Knex,
  query: { plans: readonly string[]; now: number; limit: number; after: string | null },
): Promise<EndedPlan[]> {
  const rows: DatabaseRow[] = await control('guilds as g')
    .join('plan_grants as p', 'p.guild_id', 'g.guild_id')
    .where('g.kind', 'own')
    .whereIn('p.plan', [...query.plans])
    .where('g.guild_id', '>', query.after ?? '0')
    .groupBy('g.guild_id')
    .havingRaw('bool_and(p.ends_at IS NOT NULL AND p.ends_at <= ?)', [query.now])
    .orderBy('g.guild_id')
    .limit(query.limit)
    .select('g.guild_id', control.raw('max(p.ends_at) AS ended_at'));
  return rows.map((row) => ({ guildId: row.guild_id, endedAt: Number(row.ended_at) }));
}

/** Of several workers one tells. @returns whether it is this one */
export async function claimPlanReminder(
  control: Knex,
  reminder: EndedPlan & { stage: string; now: number },
): Promise<boolean> {
  const rows = await control('plan_reminders')
    .insert({
      guild_id: reminder.guildId,
      ended_at: reminder.endedAt,
      stage: reminder.stage,
      told_at: reminder.now,
    })
    .onConflict()
    .ignore()
    .returning('guild_id');
  return rows.length === 1;
}

/** Nobody could be told: the next sweep claims it again. */
export async function releasePlanReminder(
  control: Knex,
  reminder: EndedPlan & { stage: string },
): Promise<void> {
  await control('plan_reminders')
    .where({ guild_id: reminder.guildId, ended_at: reminder.endedAt, stage: reminder.stage })
    .delete();
}
