import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { siteT } from '../catalogues/site.ts';
import { titled } from '../catalogues/titled.ts';
import { ErrorPage } from '../errors/error-page.tsx';
import { Console } from '../operator/console.tsx';
import { presentTenant } from '../presenters/tenant.ts';
import { operatorLoader } from '../routing/open-loaders.server.ts';

/** For others this page does not exist; `context.operator` asks once more. */
export const loader = operatorLoader(async ({ context, request }) => {
  const asked = new URL(request.url).searchParams;
  const search = asked.get('search') ?? '';
  const before = /^[0-9]{15,20}$/.exec(asked.get('before') ?? '')?.[0] ?? null;
  const { tenants, nextBefore } = await context.operator.tenants({ search, before });
  return { search, nextBefore, tenants: tenants.map(presentTenant) };
});

export const meta: MetaFunction = () => titled({ text: siteT('operator.title') });

export default function Page() {
  return <Console {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = ErrorPage;
