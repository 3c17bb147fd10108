import { redirectDocument } from '@remix-run/node';
import type { Actor } from '../../domain/actors/actor.ts';
import { notFound, VektraError } from '../../domain/errors/errors.ts';
import { can, planFor } from '../../domain/plans/plans.ts';
import type { WebContext } from '../context.ts';
import type { Guard, Need } from './guard.ts';

/** A stranger logs in and comes back to where they were going. */
export function requireViewer(context: WebContext, request: Request) {
  if (context.viewer) return context.viewer;
  const { pathname, search } = new URL(request.url);
  // A form post cannot be repeated after the log-in: its page can be shown.
  throw redirectDocument(context.urls.login(pathname + search));
}

/** @throws VektraError `not_found`, the same as for a guild that does not exist; `not_set_up` */
async function requireNeed(needs: Need, actor: Actor, { acts }: WebContext): Promise<void> {
  if (needs === 'member') return;
  if (needs === 'admin' && actor.isAdmin) return;
  if (needs === 'staff' && (await acts.isStaff(actor))) return;
  // Where /start was never run nobody is staff yet; an admin is told what to do.
  if (needs === 'staff' && actor.isAdmin) await acts.settings.read(actor);
  throw notFound();
}

/**
 * The viewer as an actor who may pass.
 * @throws a redirect to the log-in; VektraError `not_found`, `not_set_up`, `plan_required`
 */
export async function permit(
  { needs, feature }: Pick<Guard, 'needs' | 'feature'>,
  guildId: string,
  context: WebContext,
): Promise<Actor> {
  const actor = await context.actorFor(guildId);
  await requireNeed(needs, actor, context);
  if (feature && !can(await context.acts.plan(guildId), feature))
    throw new VektraError('plan_required', { values: { feature, plan: planFor(feature) } });
  return actor;
}
