import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { pageMeta } from '../catalogues/page-meta.ts';
import { siteT } from '../catalogues/site.ts';
import { Privacy } from '../landing/privacy.tsx';
import { publicLoader } from '../routing/site-loaders.server.ts';

export const loader = publicLoader(({ context }) => ({
  isLoggedIn: context.viewer !== null,
  loginUrl: context.urls.login('/servers'),
  supportUrl: context.urls.support,
}));

export const meta: MetaFunction = () =>
  pageMeta({ text: siteT('privacy.title'), description: siteT('privacy.intro') });

export default function Page() {
  return <Privacy {...useLoaderData<typeof loader>()} />;
}
