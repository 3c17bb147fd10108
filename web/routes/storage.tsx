import '../storage/styles.ts';
import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { pageMeta } from '../catalogues/page-meta.ts';
import { storageT } from '../catalogues/storage.ts';
import { PanelError } from '../errors/panel-error.tsx';
import { presentConnectionTest } from '../presenters/connection-test.ts';
import { presentEstimate } from '../presenters/move.ts';
import { presentStorage } from '../presenters/storage.ts';
import { guildAction } from '../routing/guild-action.server.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { nullIfUnavailable } from '../routing/null-if-unavailable.server.ts';
import { preserveFormOnNetworkError } from '../routing/preserve-form-on-network-error.ts';
import { preserveOnNetworkError } from '../routing/preserve-on-network-error.ts';
import {
  abortMoveForm,
  deferSubmissionsForm,
  moveForm,
  noInput,
  storageSearch,
} from '../routing/schemas.server.ts';
import { StoragePage } from '../storage/storage-page.tsx';

/** On every plan: a guild that went down to Free must be able to leave. */
export const loader = guildLoader(
  { access: 'admin', search: storageSearch },
  async ({ actor, operations, search }) => {
    const view = await operations.storage.get(actor);
    const currentRegion = view.placement.kind === 'managed' ? view.placement.region : null;
    const region = view.regions.find(({ key }) => key === search.to && key !== currentRegion);
    const estimate =
      region &&
      (await nullIfUnavailable(operations.storage.estimateMove(actor, { region: region.key })));
    return {
      storage: presentStorage(view),
      chosen: region?.key ?? null,
      estimate: estimate ? presentEstimate(estimate) : null,
      requestIds: {
        move: crypto.randomUUID(),
        abort: crypto.randomUUID(),
        retest: crypto.randomUUID(),
        setup: crypto.randomUUID(),
        parking: crypto.randomUUID(),
      },
      asOf: Date.now(),
    };
  },
);

export const action = guildAction({
  access: 'admin',
  intents: {
    retest: {
      schema: noInput,
      renderInPlace: true,
      run: async ({ actor, operations }) => ({
        test: presentConnectionTest(await operations.storage.retestConnection(actor)),
      }),
    },
    setup: {
      schema: noInput,
      run: async ({ actor, operations }) => {
        await operations.storage.startSetup(actor, {});
        return { redirectTo: `/g/${actor.guildId}/settings/storage/connect` };
      },
    },
    move: {
      schema: moveForm,
      run: async ({ actor, operations, input: { requestId, region } }) => {
        await operations.storage.startMove(actor, { requestId, region });
        return { redirectTo: `/g/${actor.guildId}/settings/storage` };
      },
    },
    abort: {
      schema: abortMoveForm,
      run: async ({ actor, operations, input: { moveId } }) => {
        await operations.storage.abortMove(actor, { moveId });
        return {};
      },
    },
    parking: {
      schema: deferSubmissionsForm,
      run: async ({ actor, operations, input: { parks } }) => {
        await operations.storage.setDeferring(actor, { isEnabled: parks });
        return {};
      },
    },
  },
});

export const clientLoader = preserveOnNetworkError;
export const clientAction = preserveFormOnNetworkError;

export const meta: MetaFunction = () => pageMeta({ text: storageT('title') });

export default function Page() {
  return (
    <StoragePage data={useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />
  );
}

export const ErrorBoundary = PanelError;
