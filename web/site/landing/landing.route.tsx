import { useLoaderData } from '@remix-run/react';
import { publicLoader } from '../../routing/site-loaders.server.ts';
import { pageMeta } from '../../strings/page-meta.ts';
import { Landing } from './landing.tsx';
import { landingStrings } from './strings.en.ts';

export const loader = publicLoader(({ context }) => ({
  isLoggedIn: context.viewer !== null,
  inviteUrl: context.urls.invite(),
  loginUrl: context.urls.login('/servers'),
}));

export const meta = pageMeta(landingStrings, (t) => ({
  title: t('landing.title'),
  description: t('landing.intro'),
}));

export default function Page() {
  return <Landing {...useLoaderData<typeof loader>()} />;
}
