import { useActionData, useLoaderData } from '@remix-run/react';
import { PanelError } from '../errors/panel-error.tsx';
import { keepPageWhenUnsent } from '../routing/keep-page-when-unsent.ts';
import { preserveFormOnNetworkError } from '../routing/preserve-form-on-network-error.ts';
import { operatorLoader } from '../routing/site-loaders.server.ts';
import type { MigrationsResults } from './migrations.tsx';
import { Migrations } from './migrations.tsx';
import { operatorAction } from './operator-action.server.ts';
import { presentOutdatedPlacement } from './operator-view.ts';
import { retryMigrationForm } from './schemas.server.ts';

export const loader = operatorLoader(async ({ context }) => ({
  places: (await context.operator.listOutdatedPlacements()).map(presentOutdatedPlacement),
  requestId: crypto.randomUUID(),
}));

export const action = operatorAction<MigrationsResults>()({
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

export const shouldRevalidate = keepPageWhenUnsent;

export default function Page() {
  return (
    <Migrations {...useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />
  );
}

export const ErrorBoundary = PanelError;
