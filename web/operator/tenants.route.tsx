import { useLoaderData } from '@remix-run/react';
import { PanelError } from '../errors/panel-error.tsx';
import { parseInput, readSearchParams } from '../routing/input.server.ts';
import { keepPageWhenUnsent } from '../routing/keep-page-when-unsent.ts';
import { operatorLoader } from '../routing/site-loaders.server.ts';
import { tenantsSearch } from './schemas.server.ts';
import { Tenants } from './tenants.tsx';
import { presentTenant } from './tenants-view.ts';

export const loader = operatorLoader(async ({ context, request }) => {
  const { search, before } = parseInput(tenantsSearch, readSearchParams(request.url));
  const { tenants, nextBefore } = await context.operator.listTenants({ search, before });
  return { search, nextBefore, tenants: tenants.map(presentTenant) };
});

export const shouldRevalidate = keepPageWhenUnsent;

export default function Page() {
  return <Tenants {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = PanelError;
