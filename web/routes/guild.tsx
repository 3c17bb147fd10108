import type { MetaFunction } from '@remix-run/node';
import { Outlet, type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react';
import { can } from '../../domain/plans/plans.ts';
import { titled } from '../catalogues/titled.ts';
import { ErrorPage } from '../errors/error-page.tsx';
import { isAway } from '../presenters/notices.ts';
import { presentShell } from '../presenters/shell.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { orNull } from '../routing/or-null.server.ts';
import { GuildShell } from '../shell/guild-shell.tsx';

/** What stands around every page of a guild; also while the guild's database does not answer. */
export const loader = guildLoader({ needs: 'staff' }, async ({ actor, acts, context }) => {
  const [servers, plan] = await Promise.all([orNull(context.servers()), acts.plan(actor.guildId)]);
  const [settings, storage, counts, view] = await Promise.all([
    orNull(acts.settings.read(actor)),
    orNull(acts.settings.storage(actor)),
    can(plan, 'dashboard') ? orNull(acts.submissions.counts(actor)) : null,
    actor.isAdmin ? orNull(acts.storage.view(actor)) : null,
  ]);
  const parked = isAway(storage) ? await orNull(acts.submissions.parked(actor)) : null;
  return presentShell({
    guildId: actor.guildId,
    servers: servers ?? [],
    plan,
    labelName: settings?.labelName ?? null,
    storage,
    counts,
    isAdmin: actor.isAdmin,
    view,
    parked: parked ?? [],
  });
});

/** Moving between a guild's pages changes nothing around them; acts and live news do. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  currentParams,
  nextParams,
  currentUrl,
  nextUrl,
  formMethod,
}) =>
  formMethod !== undefined ||
  currentParams.guildId !== nextParams.guildId ||
  currentUrl.href === nextUrl.href;

/** Shown only when there is no page inside. */
export const meta: MetaFunction = () => titled('errors.not_found.title');

export default function Layout() {
  const shell = useLoaderData<typeof loader>();
  return (
    <GuildShell shell={shell}>
      <Outlet />
    </GuildShell>
  );
}

export const ErrorBoundary = ErrorPage;
