import type { BaseInteraction } from 'discord.js';
import type { Actor } from '../../domain/actors/actor.ts';
import { notFound, VektraError } from '../../domain/errors/errors.ts';
import { can, planFor } from '../../domain/plans/plans.ts';
import type { BotContext } from '../context.ts';
import { actorOf } from '../discord/actor.ts';
import type { Rule } from './types.ts';

/** In a DM there is no guild; handlers that `anyone` may use get this instead. */
const NOBODY = (userId: string, name: string): Actor => ({
  guildId: '0',
  userId,
  name,
  avatarUrl: null,
  source: 'discord',
  isAdmin: false,
  roleIds: [],
  canView: () => false,
});

/**
 * Checks what a handler declares.
 * @throws VektraError `not_found` without the right, `plan_required` without the plan
 */
export async function guard(
  { acts }: BotContext,
  rule: Rule,
  interaction: BaseInteraction,
): Promise<Actor> {
  const actor = actorOf(interaction);
  if (rule.needs === 'anyone')
    return actor ?? NOBODY(interaction.user.id, interaction.user.displayName);
  if (!actor) throw notFound();
  if (rule.needs === 'admin' && !actor.isAdmin) throw notFound();
  if (rule.needs === 'staff' && !(await acts.isStaff(actor))) throw notFound();
  if (rule.feature && !can(await acts.plan(actor.guildId), rule.feature))
    throw new VektraError('plan_required', {
      values: { feature: rule.feature, plan: planFor(rule.feature) },
    });
  return actor;
}
