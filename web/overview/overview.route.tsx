import { useLoaderData } from '@remix-run/react';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { keepPageWhenUnsent } from '../routing/keep-page-when-unsent.ts';
import { pageMeta } from '../strings/page-meta.ts';
import { Overview } from './overview.tsx';
import { OverviewError } from './overview-error.tsx';
import { presentOverview } from './overview-view.ts';
import { overviewStrings } from './strings.en.ts';

export const loader = guildLoader(
  { access: 'staff', feature: 'dashboard' },
  async ({ actor, operations }) =>
    presentOverview(await operations.overview.get(actor), actor.guildId),
);

export const shouldRevalidate = keepPageWhenUnsent;

export const meta = pageMeta(overviewStrings, (t) => ({ title: t('overview.title') }));

export default function Page() {
  return <Overview view={useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = OverviewError;
