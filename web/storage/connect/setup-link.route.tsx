import { type HeadersFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { isVektraError } from '../../../domain/errors/errors.ts';
import { ErrorPage } from '../../errors/error-page.tsx';
import { guildAction } from '../../routing/guild-action.server.ts';
import { guildLoader } from '../../routing/guild-loader.server.ts';
import { keepPageWhenUnsent } from '../../routing/keep-page-when-unsent.ts';
import { nullIfUnavailable } from '../../routing/null-if-unavailable.server.ts';
import { preserveFormOnNetworkError } from '../../routing/preserve-form-on-network-error.ts';
import { noInput } from '../../routing/schemas.server.ts';
import { pageMeta } from '../../strings/page-meta.ts';
import { storageStrings } from '../strings.en.ts';
import type { SetupLinkResults } from './outcome.ts';
import { setupLinkParams } from './schemas.server.ts';
import { SetupLinkPage } from './setup-link-page.tsx';

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

export const action = guildAction<SetupLinkResults>()({
  access: 'admin',
  feature: 'own_database',
  params: setupLinkParams,
  intents: {
    open: {
      schema: noInput,
      run: async ({ actor, operations, params: { token } }) => {
        await operations.storage.startSetup(actor, { token });
        throw redirect(`/g/${actor.guildId}/settings/storage/connect`, 303);
      },
    },
  },
});

export const clientAction = preserveFormOnNetworkError;

/** The address holds the token: no other page may learn it. */
export const shouldRevalidate = keepPageWhenUnsent;

export const headers: HeadersFunction = () => ({ 'Referrer-Policy': 'no-referrer' });

export const meta = pageMeta(storageStrings, (t) => ({ title: t('connect.title') }));

export default function Page() {
  return (
    <SetupLinkPage {...useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />
  );
}

export const ErrorBoundary = ErrorPage;
