import { useActionData, useLoaderData } from '@remix-run/react';
import { PanelError } from '../errors/panel-error.tsx';
import { Migrations } from '../operator/migrations.tsx';
import { presentLagging } from '../presenters/operator.ts';
import { keepForm } from '../routing/keep-form.ts';
import { operatorLoader } from '../routing/open-loaders.server.ts';
import { operatorAction } from '../routing/operator-action.server.ts';
import { retryForm } from '../routing/operator-schemas.server.ts';

export const loader = operatorLoader(async ({ context }) => ({
  places: (await context.operator.lagging()).map(presentLagging),
  requestId: crypto.randomUUID(),
}));

export const action = operatorAction({
  intents: {
    retry: {
      schema: retryForm,
      run: async ({ operator, input: { place, reason } }) => {
        await operator.retryMigration({ place, reason });
        return {};
      },
    },
  },
});

export const clientAction = keepForm;

export default function Page() {
  return (
    <Migrations {...useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />
  );
}

export const ErrorBoundary = PanelError;
