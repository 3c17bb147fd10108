import { useLoaderData } from '@remix-run/react';
import { ErrorPage } from '../../errors/error-page.tsx';
import { viewerLoader } from '../../routing/site-loaders.server.ts';
import { presentServer } from '../../shell/shell-view.ts';
import { pageMeta } from '../../strings/page-meta.ts';
import { Servers } from './servers.tsx';
import { serversStrings } from './strings.en.ts';

export const loader = viewerLoader(async ({ context, viewer }) => ({
  viewer: { name: viewer.name, avatarUrl: viewer.avatarUrl },
  inviteUrl: context.urls.invite(),
  servers: (await context.servers()).map((server) => ({
    ...presentServer(server),
    inviteUrl: server.access === 'invite' ? context.urls.invite(server.id) : null,
  })),
}));

export const meta = pageMeta(serversStrings, (t) => ({ title: t('servers.title') }));

export default function Page() {
  return <Servers {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = ErrorPage;
