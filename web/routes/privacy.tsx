import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { siteT } from '../catalogues/site.ts';
import { titled } from '../catalogues/titled.ts';
import { Privacy } from '../landing/privacy.tsx';
import { publicLoader } from '../routing/open-loaders.server.ts';

export const loader = publicLoader(({ context }) => ({
  isLoggedIn: context.viewer !== null,
  loginUrl: context.urls.login('/servers'),
  supportUrl: context.urls.support,
}));

export const meta: MetaFunction = () =>
  titled({ text: siteT('privacy.title'), description: siteT('privacy.intro') });

export default function Page() {
  return <Privacy {...useLoaderData<typeof loader>()} />;
}
