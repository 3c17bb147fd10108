import { type AppLoadContext, redirectDocument } from '@remix-run/node';
import type { Actor } from '../../domain/actors/actor.ts';
import type { Acts } from '../../domain/contract.ts';
import { notFound, VektraError } from '../../domain/errors/errors.ts';
import { can, type Feature, planFor } from '../../domain/plans/plans.ts';
import type { Viewer } from '../context.ts';
import type { Needs } from './guard.ts';
import { guildParams } from './schemas.server.ts';

/** Back to the page that was asked for, after logging in. */
const returnTo = (request: Request): string => {
  const { pathname, search } = new URL(request.url);
  return pathname + search;
};

/** Whatever the server refused before the page was asked is the answer of every loader and action. */
export function enter({ refusal }: AppLoadContext): void {
  if (refusal) throw refusal;
}

/** @throws a redirect to the log-in for a stranger */
export function enterAsViewer(context: AppLoadContext, request: Request): Viewer {
  enter(context);
  if (!context.viewer) throw redirectDocument(context.urls.login(returnTo(request)));
  return context.viewer;
}

/** @throws VektraError `not_found` for whoever is no operator */
export function enterAsOperator(context: AppLoadContext, request: Request): Viewer {
  const viewer = enterAsViewer(context, request);
  if (!viewer.isOperator) throw notFound();
  return viewer;
}

/**
 * The viewer as an actor of the guild in the address, if they may be there. Plan last: whoever may
 * not enter does not learn the plan.
 * @throws VektraError `not_found`, `plan_required`
 */
export async function enterGuild(
  context: AppLoadContext,
  request: Request,
  params: unknown,
  needs: GuildNeeds,
  feature: Feature | null,
): Promise<Actor> {
  enterAsViewer(context, request);
  const parsed = guildParams.safeParse(params);
  if (!parsed.success) throw notFound();
  const actor = await context.actorFor(parsed.data.guildId);
  if (!(await mayEnter(context.acts, actor, needs))) throw notFound();
  if (feature && !can(await context.acts.plan(actor.guildId), feature))
    throw new VektraError('plan_required', { values: { feature, plan: planFor(feature) } });
  return actor;
}

export type GuildNeeds = Extract<Needs, 'member' | 'staff' | 'admin'>;

/** An admin is staff by definition, also while the guild's own database does not answer. */
async function mayEnter(acts: Acts, actor: Actor, needs: GuildNeeds): Promise<boolean> {
  switch (needs) {
    case 'member':
      return true;
    case 'staff':
      return actor.isAdmin || (await acts.isStaff(actor));
    case 'admin':
      return actor.isAdmin;
    default:
      return false;
  }
}
