import type { BaseInteraction } from 'discord.js';
import type { Actor } from '../../domain/actors/actor.ts';
import { notFound, VektraError } from '../../domain/errors/errors.ts';
import { assertPlanIncludes } from '../../domain/plans/guild-plan.ts';
import type { BotContext } from '../context.ts';
import { toActor } from '../discord/actor.ts';
import type { AccessRule } from './types.ts';

/** In a DM there is no guild; handlers that `anyone` may use get this instead. */
const createDirectMessageActor = (userId: string, name: string): Actor => ({
  guildId: '0',
  userId,
  name,
  avatarUrl: null,
  source: 'discord',
  isAdmin: false,
  roleIds: [],
  canView: () => false,
});

/** The person sees that the command exists, so the refusal says who may use it. */
const noAccess = (access: 'staff' | 'admin') =>
  new VektraError('not_found', { values: { access } });

/**
 * Checks what a handler declares.
 * @throws VektraError `not_found` without the right, `plan_required` without the plan
 */
export async function guard(
  { operations }: BotContext,
  rule: AccessRule,
  interaction: BaseInteraction,
): Promise<Actor> {
  const actor = toActor(interaction);
  if (rule.access === 'anyone')
    return actor ?? createDirectMessageActor(interaction.user.id, interaction.user.displayName);
  if (!actor) throw notFound();
  if (rule.access === 'admin' && !actor.isAdmin) throw noAccess('admin');
  if (rule.access === 'staff' && !(await operations.access.isStaff(actor))) throw noAccess('staff');
  if (rule.feature) assertPlanIncludes(await operations.plans.get(actor), rule.feature);
  return actor;
}
