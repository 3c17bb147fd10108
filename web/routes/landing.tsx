import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { siteT } from '../catalogues/site.ts';
import { titled } from '../catalogues/titled.ts';
import { Landing } from '../landing/landing.tsx';
import { publicLoader } from '../routing/open-loaders.server.ts';

export const loader = publicLoader(({ context }) => ({
  isLoggedIn: context.viewer !== null,
  inviteUrl: context.urls.invite(),
  loginUrl: context.urls.login('/servers'),
}));

export const meta: MetaFunction = () =>
  titled({ text: siteT('landing.title'), description: siteT('landing.intro') });

export default function Page() {
  return <Landing {...useLoaderData<typeof loader>()} />;
}
