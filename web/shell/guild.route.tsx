import { Outlet, type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react';
import { planIncludes } from '../../domain/plans/plans.ts';
import { ErrorPage } from '../errors/error-page.tsx';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { nullIfUnavailable } from '../routing/null-if-unavailable.server.ts';
import { isUnsent } from '../routing/outcome.ts';
import { pageMeta } from '../strings/page-meta.ts';
import { GuildShell } from './guild-shell.tsx';
import { isCustomerDatabaseDown } from './notices-view.ts';
import { presentShell } from './shell-view.ts';

/**
 * The shell of every page of a guild; it also renders while the guild's database is unavailable.
 */
export const loader = guildLoader({ access: 'staff' }, async ({ actor, operations, context }) => {
  const [servers, plan] = await Promise.all([
    nullIfUnavailable(context.servers()),
    operations.plans.get(actor),
  ]);
  const [settings, storage, counts, view, files] = await Promise.all([
    nullIfUnavailable(operations.settings.get(actor)),
    nullIfUnavailable(operations.storage.getSummary(actor)),
    planIncludes(plan, 'dashboard')
      ? nullIfUnavailable(operations.submissions.countByStatus(actor))
      : null,
    actor.isAdmin ? nullIfUnavailable(operations.storage.get(actor)) : null,
    nullIfUnavailable(operations.files.getUsage(actor)),
  ]);
  const parked = isCustomerDatabaseDown(storage)
    ? await nullIfUnavailable(operations.submissions.listDeferred(actor))
    : null;
  return presentShell({
    guildId: actor.guildId,
    servers: servers ?? [],
    plan,
    labelName: settings?.label.labelName ?? null,
    storage,
    counts,
    isAdmin: actor.isAdmin,
    view,
    parked: parked ?? [],
    files,
  });
});

/**
 * Navigating within a guild keeps the shell's data; forms and live updates reload it. So does a form
 * that found the guild's database unavailable: the shell, which can be loaded without it, says so.
 */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  currentParams,
  nextParams,
  currentUrl,
  nextUrl,
  formMethod,
  actionResult,
}) =>
  (!isUnsent(actionResult) || actionResult.problem.code === 'storage_unavailable') &&
  (formMethod !== undefined ||
    currentParams.guildId !== nextParams.guildId ||
    currentUrl.href === nextUrl.href);

/** Shown only when there is no page inside. */
export const meta = pageMeta({}, (t) => ({ title: t('errors.not_found.title') }));

export default function Layout() {
  const shell = useLoaderData<typeof loader>();
  return (
    <GuildShell shell={shell}>
      <Outlet />
    </GuildShell>
  );
}

export const ErrorBoundary = ErrorPage;
