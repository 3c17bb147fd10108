import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { publicLoader } from '../../routing/site-loaders.server.ts';
import { pageMeta } from '../../strings/page-meta.ts';
import { siteT } from '../../strings/site.ts';
import { Landing } from './landing.tsx';

export const loader = publicLoader(({ context }) => ({
  isLoggedIn: context.viewer !== null,
  inviteUrl: context.urls.invite(),
  loginUrl: context.urls.login('/servers'),
}));

export const meta: MetaFunction = () =>
  pageMeta({ text: siteT('landing.title'), description: siteT('landing.intro') });

export default function Page() {
  return <Landing {...useLoaderData<typeof loader>()} />;
}
