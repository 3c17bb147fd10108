import { useLoaderData } from '@remix-run/react';
import { toSignInProblem } from '../../errors/sign-in-problem.ts';
import { readSearchParams } from '../../routing/input.server.ts';
import { publicLoader } from '../../routing/site-loaders.server.ts';
import { pageMeta } from '../../strings/page-meta.ts';
import { Landing } from './landing.tsx';
import { landingStrings } from './strings.en.ts';

export const loader = publicLoader(({ context, request }) => ({
  isLoggedIn: context.viewer !== null,
  inviteUrl: context.urls.invite(),
  loginUrl: context.urls.login('/servers'),
  signInProblem: toSignInProblem(readSearchParams(request.url).login),
}));

export const meta = pageMeta(landingStrings, (t) => ({
  title: t('landing.title'),
  description: t('landing.intro'),
}));

export default function Page() {
  return <Landing {...useLoaderData<typeof loader>()} />;
}
