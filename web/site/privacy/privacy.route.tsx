import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { publicLoader } from '../../routing/site-loaders.server.ts';
import { pageMeta } from '../../strings/page-meta.ts';
import { siteT } from '../../strings/site.ts';
import { Privacy } from './privacy.tsx';

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
