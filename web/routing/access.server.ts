import { type AppLoadContext, redirectDocument } from '@remix-run/node';
import type { Actor } from '../../domain/actors/actor.ts';
import type { Operations } from '../../domain/contract.ts';
import { notFound, VektraError } from '../../domain/errors/errors.ts';
import { type Feature, lowestPlanWith, planIncludes } from '../../domain/plans/plans.ts';
import type { Viewer } from '../context.ts';
import type { RequiredAccess } from './guard.ts';
import { guildParams } from './schemas.server.ts';

/** The requested page, to return to after sign-in. */
const getReturnPath = (request: Request): string => {
  const { pathname, search } = new URL(request.url);
  return pathname + search;
};

/** Rethrows what the server rejected before routing. */
export function throwHttpError({ httpError }: AppLoadContext): void {
  if (httpError) throw httpError;
}

/** @throws a redirect to sign-in when nobody is signed in */
export function requireViewer(context: AppLoadContext, request: Request): Viewer {
  throwHttpError(context);
  if (!context.viewer) throw redirectDocument(context.urls.login(getReturnPath(request)));
  return context.viewer;
}

/** @throws VektraError `not_found` when the viewer is not an operator */
export function requireOperator(context: AppLoadContext, request: Request): Viewer {
  const viewer = requireViewer(context, request);
  if (!viewer.isOperator) throw notFound();
  return viewer;
}

/**
 * The viewer as an actor of the guild in the address, if they may be there. The plan is checked
 * last, so that it is not revealed to people without access.
 * @throws VektraError `not_found`, `plan_required`
 */
export async function requireGuildAccess(
  context: AppLoadContext,
  request: Request,
  params: unknown,
  access: GuildAccess,
  feature: Feature | null,
): Promise<Actor> {
  requireViewer(context, request);
  const parsed = guildParams.safeParse(params);
  if (!parsed.success) throw notFound();
  const actor = await context.actorFor(parsed.data.guildId);
  if (!(await hasGuildAccess(context.operations, actor, access))) throw notFound();
  if (feature && !planIncludes(await context.operations.plans.get(actor), feature))
    throw new VektraError('plan_required', { values: { feature, plan: lowestPlanWith(feature) } });
  return actor;
}

export type GuildAccess = Extract<RequiredAccess, 'member' | 'staff' | 'admin'>;

/** An admin is staff by definition, also while the guild's database is unavailable. */
async function hasGuildAccess(
  operations: Operations,
  actor: Actor,
  access: GuildAccess,
): Promise<boolean> {
  switch (access) {
    case 'member':
      return true;
    case 'staff':
      return actor.isAdmin || (await operations.access.isStaff(actor));
    case 'admin':
      return actor.isAdmin;
    default:
      return false;
  }
}
