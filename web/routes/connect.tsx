import '../storage/styles.ts';
import type { HeadersFunction, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { isVektraError } from '../../domain/errors/errors.ts';
import { pageMeta } from '../catalogues/page-meta.ts';
import { storageT } from '../catalogues/storage.ts';
import { ConnectPage } from '../connect/connect-page.tsx';
import { PanelError } from '../errors/panel-error.tsx';
import { presentConnectionTest, presentRedactedInput } from '../presenters/connection-test.ts';
import { presentSetup } from '../presenters/storage.ts';
import { guildAction } from '../routing/guild-action.server.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { preserveFormOnNetworkError } from '../routing/preserve-form-on-network-error.ts';
import { connectForm, noInput } from '../routing/schemas.server.ts';

export const loader = guildLoader(
  { access: 'admin', feature: 'own_database' },
  async ({ actor, operations }) => {
    const [view, setup] = await Promise.all([
      operations.storage.get(actor),
      operations.storage.getSetup(actor).catch((error: unknown) => {
        if (isVektraError(error) && error.code === 'setup_expired') return null;
        throw error;
      }),
    ]);
    return {
      setup: setup && presentSetup(setup),
      hasOwn: view.customerDatabase !== null,
      requestIds: { test: crypto.randomUUID(), connect: crypto.randomUUID() },
      asOf: Date.now(),
    };
  },
);

export const action = guildAction({
  access: 'admin',
  feature: 'own_database',
  // A bundle of certificates has up to 512 KB, more when it is urlencoded.
  maxBodyBytes: 1_048_576,
  intents: {
    setup: {
      schema: noInput,
      run: async ({ actor, operations }) => {
        await operations.storage.startSetup(actor, {});
        return { redirectTo: `/g/${actor.guildId}/settings/storage/connect` };
      },
    },
    test: {
      schema: connectForm,
      renderInPlace: true,
      run: async ({ actor, operations, input: { requestId: _, ...given } }) => {
        const test = presentConnectionTest(await operations.storage.testConnection(actor, given));
        return { test, redactedInput: test.passed ? null : presentRedactedInput(given) };
      },
    },
    connect: {
      schema: noInput,
      run: async ({ actor, operations, input: { requestId } }) => {
        await operations.storage.connect(actor, { requestId });
        return { redirectTo: `/g/${actor.guildId}/settings/storage` };
      },
    },
  },
});

export const clientAction = preserveFormOnNetworkError;

export const headers: HeadersFunction = () => ({ 'Referrer-Policy': 'no-referrer' });

export const meta: MetaFunction = () => pageMeta({ text: storageT('connect.title') });

export default function Page() {
  return (
    <ConnectPage {...useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />
  );
}

export const ErrorBoundary = PanelError;
