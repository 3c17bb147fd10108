import { storageStrings } from '../strings.en.ts';
import '../../theme/form-styles.ts';
import { type HeadersFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { isVektraError } from '../../../domain/errors/errors.ts';
import { PanelError } from '../../errors/panel-error.tsx';
import { guildAction } from '../../routing/guild-action.server.ts';
import { guildLoader } from '../../routing/guild-loader.server.ts';
import { keepPageWhenUnsent } from '../../routing/keep-page-when-unsent.ts';
import { preserveFormOnSignOut } from '../../routing/preserve-form-on-sign-out.ts';
import { noInput } from '../../routing/schemas.server.ts';
import { pageMeta } from '../../strings/page-meta.ts';
import { presentConnectionTest, presentRedactedInput } from '../connection-test-view.ts';
import { presentSetup } from '../storage-view.ts';
import { ConnectPage } from './connect-page.tsx';
import type { ConnectResults } from './outcome.ts';
import { connectForm } from './schemas.server.ts';

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

export const action = guildAction<ConnectResults>()({
  access: 'admin',
  feature: 'own_database',
  // A bundle of certificates has up to 512 KB, more when it is urlencoded.
  maxBodyBytes: 1_048_576,
  intents: {
    setup: {
      schema: noInput,
      run: async ({ actor, operations }) => {
        await operations.storage.startSetup(actor, {});
        throw redirect(`/g/${actor.guildId}/settings/storage/connect`, 303);
      },
    },
    test: {
      schema: connectForm,
      renderInPlace: true,
      run: async ({ actor, operations, input: { requestId: _, ...given } }) => {
        const test = presentConnectionTest(await operations.storage.testConnection(actor, given));
        return { test, redactedInput: test.passed ? null : presentRedactedInput(given, test) };
      },
    },
    connect: {
      schema: noInput,
      run: async ({ actor, operations, input: { requestId } }) => {
        await operations.storage.connect(actor, { requestId });
        throw redirect(`/g/${actor.guildId}/settings/storage#move`, 303);
      },
    },
  },
});

export const clientAction = preserveFormOnSignOut;

export const shouldRevalidate = keepPageWhenUnsent;

export const headers: HeadersFunction = () => ({ 'Referrer-Policy': 'no-referrer' });

export const meta = pageMeta(storageStrings, (t) => ({ title: t('connect.title') }));

export default function Page() {
  return (
    <ConnectPage {...useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />
  );
}

export const ErrorBoundary = PanelError;
