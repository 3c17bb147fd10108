import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { pageMeta } from '../catalogues/page-meta.ts';
import { PanelError } from '../errors/panel-error.tsx';
import { Overview } from '../overview/overview.tsx';
import { presentOverview } from '../presenters/overview.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';

export const loader = guildLoader(
  { access: 'staff', feature: 'dashboard' },
  async ({ actor, operations }) => presentOverview(await operations.overview.get(actor)),
);

export const meta: MetaFunction = () => pageMeta('overview.title');

export default function Page() {
  return <Overview view={useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = PanelError;
