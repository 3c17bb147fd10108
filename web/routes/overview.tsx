import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { titled } from '../catalogues/titled.ts';
import { PanelError } from '../errors/panel-error.tsx';
import { Overview } from '../overview/overview.tsx';
import { presentOverview } from '../presenters/overview.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';

export const loader = guildLoader(
  { needs: 'staff', feature: 'dashboard' },
  async ({ actor, acts }) => presentOverview(await acts.overview(actor)),
);

export const meta: MetaFunction = () => titled('overview.title');

export default function Page() {
  return <Overview view={useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = PanelError;
