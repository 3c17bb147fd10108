import { useLoaderData } from '@remix-run/react';
import { PanelError } from '../errors/panel-error.tsx';
import { Clusters } from '../operator/clusters.tsx';
import { presentCluster, presentOwnPlace, presentServices } from '../presenters/operator.ts';
import { keepPage } from '../routing/keep-page.ts';
import { operatorLoader } from '../routing/open-loaders.server.ts';

export const loader = operatorLoader(async ({ context }) => {
  const [services, clusters, own] = await Promise.all([
    context.operator.services(),
    context.operator.clusters(),
    context.operator.ownPlaces(),
  ]);
  const conditions = new Map(services.databases.map(({ key, state }) => [key, state]));
  return {
    services: presentServices(services),
    clusters: clusters.map((each) => presentCluster(each, conditions.get(each.key))),
    own: own.map(presentOwnPlace),
    asOf: Date.now(),
  };
});

export const clientLoader = keepPage;

export default function Page() {
  return <Clusters data={useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = PanelError;
