import '../storage/styles.ts';
import type { HeadersFunction, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { isVektraError } from '../../domain/errors/errors.ts';
import { storageT } from '../catalogues/storage.ts';
import { titled } from '../catalogues/titled.ts';
import { ConnectPage } from '../connect/connect-page.tsx';
import { PanelError } from '../errors/panel-error.tsx';
import { presentSetup } from '../presenters/storage.ts';
import { presentKept, presentTest } from '../presenters/test.ts';
import { guildAction } from '../routing/guild-action.server.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { keepForm } from '../routing/keep-form.ts';
import { connectForm, noInput } from '../routing/schemas.server.ts';

export const loader = guildLoader(
  { needs: 'admin', feature: 'own_database' },
  async ({ actor, acts }) => {
    const [view, setup] = await Promise.all([
      acts.storage.view(actor),
      acts.storage.setup(actor).catch((error: unknown) => {
        if (isVektraError(error) && error.code === 'setup_expired') return null;
        throw error;
      }),
    ]);
    return {
      setup: setup && presentSetup(setup),
      hasOwn: view.own !== null,
      requestIds: { test: crypto.randomUUID(), connect: crypto.randomUUID() },
      asOf: Date.now(),
    };
  },
);

export const action = guildAction({
  needs: 'admin',
  feature: 'own_database',
  // A bundle of certificates has up to 512 KB, more when it is urlencoded.
  maxBodyBytes: 1_048_576,
  intents: {
    setup: {
      schema: noInput,
      run: async ({ actor, acts }) => {
        await acts.storage.openSetup(actor, {});
        return { goTo: `/g/${actor.guildId}/settings/storage/connect` };
      },
    },
    test: {
      schema: connectForm,
      stays: true,
      run: async ({ actor, acts, input: { requestId: _, ...given } }) => {
        const test = presentTest(await acts.storage.test(actor, given));
        return { test, kept: test.passed ? null : presentKept(given) };
      },
    },
    connect: {
      schema: noInput,
      run: async ({ actor, acts, input: { requestId } }) => {
        await acts.storage.connect(actor, { requestId });
        return { goTo: `/g/${actor.guildId}/settings/storage` };
      },
    },
  },
});

export const clientAction = keepForm;

export const headers: HeadersFunction = () => ({ 'Referrer-Policy': 'no-referrer' });

export const meta: MetaFunction = () => titled({ text: storageT('connect.title') });

export default function Page() {
  return (
    <ConnectPage {...useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />
  );
}

export const ErrorBoundary = PanelError;
