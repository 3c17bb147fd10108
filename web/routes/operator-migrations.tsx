import { useActionData, useLoaderData } from '@remix-run/react';
import { PanelError } from '../errors/panel-error.tsx';
import { Migrations } from '../operator/migrations.tsx';
import { presentOutdatedPlacement } from '../presenters/operator.ts';
import { operatorAction } from '../routing/operator-action.server.ts';
import { retryMigrationForm } from '../routing/operator-schemas.server.ts';
import { preserveFormOnNetworkError } from '../routing/preserve-form-on-network-error.ts';
import { operatorLoader } from '../routing/site-loaders.server.ts';

export const loader = operatorLoader(async ({ context }) => ({
  places: (await context.operator.listOutdatedPlacements()).map(presentOutdatedPlacement),
  requestId: crypto.randomUUID(),
}));

export const action = operatorAction({
  intents: {
    retry: {
      schema: retryMigrationForm,
      run: async ({ operator, input: { place, reason } }) => {
        await operator.retryMigration({ place, reason });
        return {};
      },
    },
  },
});

export const clientAction = preserveFormOnNetworkError;

export default function Page() {
  return (
    <Migrations {...useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />
  );
}

export const ErrorBoundary = PanelError;
