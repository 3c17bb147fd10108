import { useActionData, useLoaderData } from '@remix-run/react';
import { PanelError } from '../errors/panel-error.tsx';
import { parseInput, readSearchParams } from '../routing/input.server.ts';
import { keepPageWhenUnsent } from '../routing/keep-page-when-unsent.ts';
import { preserveFormOnNetworkError } from '../routing/preserve-form-on-network-error.ts';
import { operatorLoader } from '../routing/site-loaders.server.ts';
import { operatorAction } from './operator-action.server.ts';
import { presentSecret } from './operator-view.ts';
import { changeSecretForm, secretsSearch } from './schemas.server.ts';
import type { SecretsResults } from './secrets.tsx';
import { Secrets } from './secrets.tsx';

export const loader = operatorLoader(async ({ context, request }) => {
  const { guild: guildId, before } = parseInput(secretsSearch, readSearchParams(request.url));
  const { items, nextBefore } = await context.operator.listSecrets({
    guildId,
    before,
  });
  return {
    guildId,
    secrets: items.map(presentSecret),
    nextBefore,
    requestId: crypto.randomUUID(),
  };
});

export const action = operatorAction<SecretsResults>()({
  intents: {
    change: {
      schema: changeSecretForm,
      run: async ({ operator, input: { ref, change, reason } }) => {
        await operator.changeSecret({ ref, change, reason });
        return {};
      },
    },
  },
});

export const clientAction = preserveFormOnNetworkError;

export const shouldRevalidate = keepPageWhenUnsent;

export default function Page() {
  return <Secrets {...useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />;
}

export const ErrorBoundary = PanelError;
