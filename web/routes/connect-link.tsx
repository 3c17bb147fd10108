import type { HeadersFunction, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { isVektraError } from '../../domain/errors/errors.ts';
import { pageMeta } from '../catalogues/page-meta.ts';
import { storageT } from '../catalogues/storage.ts';
import { SetupLinkPage } from '../connect/setup-link-page.tsx';
import { ErrorPage } from '../errors/error-page.tsx';
import { guildAction } from '../routing/guild-action.server.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { nullIfUnavailable } from '../routing/null-if-unavailable.server.ts';
import { preserveFormOnNetworkError } from '../routing/preserve-form-on-network-error.ts';
import { noInput, setupLinkParams } from '../routing/schemas.server.ts';

/** The one-time link of /setup_db: looking at it spends nothing, only its button does. */
export const loader = guildLoader(
  { access: 'admin', feature: 'own_database', params: setupLinkParams },
  async ({ actor, operations, params: { token }, context }) => {
    const [servers, isGood] = await Promise.all([
      nullIfUnavailable(context.servers()),
      operations.storage.checkSetupLink(actor, { token }).then(
        () => true,
        (error: unknown) => {
          if (isVektraError(error) && error.code === 'setup_expired') return false;
          throw error;
        },
      ),
    ]);
    return {
      guildId: actor.guildId,
      label: servers?.find(({ id }) => id === actor.guildId)?.name ?? '',
      isGood,
      requestId: crypto.randomUUID(),
    };
  },
);

export const action = guildAction({
  access: 'admin',
  feature: 'own_database',
  params: setupLinkParams,
  intents: {
    open: {
      schema: noInput,
      run: async ({ actor, operations, params: { token } }) => {
        await operations.storage.startSetup(actor, { token });
        return { redirectTo: `/g/${actor.guildId}/settings/storage/connect` };
      },
    },
  },
});

export const clientAction = preserveFormOnNetworkError;

/** The address holds the token: no other page may learn it. */
export const headers: HeadersFunction = () => ({ 'Referrer-Policy': 'no-referrer' });

export const meta: MetaFunction = () => pageMeta({ text: storageT('connect.title') });

export default function Page() {
  return (
    <SetupLinkPage {...useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />
  );
}

export const ErrorBoundary = ErrorPage;
