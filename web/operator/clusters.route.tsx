import { useLoaderData } from '@remix-run/react';
import { PanelError } from '../errors/panel-error.tsx';
import { keepPageWhenUnsent } from '../routing/keep-page-when-unsent.ts';
import { preserveOnNetworkError } from '../routing/preserve-on-network-error.ts';
import { operatorLoader } from '../routing/site-loaders.server.ts';
import { Clusters } from './clusters.tsx';
import { presentCluster, presentCustomerDatabase, presentServices } from './operator-view.ts';
import { operatorStrings } from './strings.en.ts';

export const loader = operatorLoader(async ({ context, translator }) => {
  const [services, clusters, own] = await Promise.all([
    context.operator.services(),
    context.operator.listClusters(),
    context.operator.listCustomerDatabases(),
  ]);
  const conditions = new Map(services.databases.map(({ key, state }) => [key, state]));
  const t = translator(operatorStrings);
  return {
    services: presentServices(t, services),
    clusters: clusters.map((each) => presentCluster(t, each, conditions.get(each.key))),
    own: own.map(presentCustomerDatabase),
    asOf: Date.now(),
  };
});

export const clientLoader = preserveOnNetworkError;

export const shouldRevalidate = keepPageWhenUnsent;

export default function Page() {
  return <Clusters data={useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = PanelError;
