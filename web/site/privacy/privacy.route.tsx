import { useLoaderData } from '@remix-run/react';
import { publicLoader } from '../../routing/site-loaders.server.ts';
import { pageMeta } from '../../strings/page-meta.ts';
import { Privacy } from './privacy.tsx';
import { privacyStrings } from './strings.en.ts';

export const loader = publicLoader(({ context }) => ({
  isLoggedIn: context.viewer !== null,
  loginUrl: context.urls.login('/servers'),
  supportUrl: context.urls.support,
  supportServerUrl: context.urls.supportServer,
}));

export const meta = pageMeta(privacyStrings, (t) => ({
  title: t('privacy.title'),
  description: t('privacy.intro'),
}));

export default function Page() {
  return <Privacy {...useLoaderData<typeof loader>()} />;
}
