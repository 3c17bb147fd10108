import type { HeadersFunction, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { isVektraError } from '../../domain/errors/errors.ts';
import { storageT } from '../catalogues/storage.ts';
import { titled } from '../catalogues/titled.ts';
import { LinkPage } from '../connect/link-page.tsx';
import { ErrorPage } from '../errors/error-page.tsx';
import { guildAction } from '../routing/guild-action.server.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { keepForm } from '../routing/keep-form.ts';
import { orNull } from '../routing/or-null.server.ts';
import { noInput, setupParams } from '../routing/schemas.server.ts';

/** The one-time link of /setup_db: looking at it spends nothing, only its button does. */
export const loader = guildLoader(
  { needs: 'admin', feature: 'own_database', params: setupParams },
  async ({ actor, acts, params: { token }, context }) => {
    const [servers, isGood] = await Promise.all([
      orNull(context.servers()),
      acts.storage.checkLink(actor, { token }).then(
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
  needs: 'admin',
  feature: 'own_database',
  params: setupParams,
  intents: {
    open: {
      schema: noInput,
      run: async ({ actor, acts, params: { token } }) => {
        await acts.storage.openSetup(actor, { token });
        return { goTo: `/g/${actor.guildId}/settings/storage/connect` };
      },
    },
  },
});

export const clientAction = keepForm;

/** The address holds the token: no other page may learn it. */
export const headers: HeadersFunction = () => ({ 'Referrer-Policy': 'no-referrer' });

export const meta: MetaFunction = () => titled({ text: storageT('connect.title') });

export default function Page() {
  return <LinkPage {...useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />;
}

export const ErrorBoundary = ErrorPage;
