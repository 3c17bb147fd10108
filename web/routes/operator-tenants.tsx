import { useLoaderData } from '@remix-run/react';
import { PanelError } from '../errors/panel-error.tsx';
import { Tenants } from '../operator/tenants.tsx';
import { presentTenant } from '../presenters/tenant.ts';
import { operatorLoader } from '../routing/open-loaders.server.ts';

export const loader = operatorLoader(async ({ context, request }) => {
  const asked = new URL(request.url).searchParams;
  const search = asked.get('search') ?? '';
  const before = /^[0-9]{15,20}$/.exec(asked.get('before') ?? '')?.[0] ?? null;
  const { tenants, nextBefore } = await context.operator.tenants({ search, before });
  return { search, nextBefore, tenants: tenants.map(presentTenant) };
});

export default function Page() {
  return <Tenants {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = PanelError;
