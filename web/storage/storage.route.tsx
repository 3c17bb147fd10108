import { storageStrings } from './strings.en.ts';
import '../theme/form-styles.ts';
import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PanelError } from '../errors/panel-error.tsx';
import { guildAction } from '../routing/guild-action.server.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { keepPageWhenUnsent } from '../routing/keep-page-when-unsent.ts';
import { nullIfUnavailable } from '../routing/null-if-unavailable.server.ts';
import { preserveFormOnNetworkError } from '../routing/preserve-form-on-network-error.ts';
import { preserveOnNetworkError } from '../routing/preserve-on-network-error.ts';
import { noInput } from '../routing/schemas.server.ts';
import { pageMeta } from '../strings/page-meta.ts';
import { presentBucketTest } from './bucket/bucket-test-view.ts';
import { presentConnectionTest } from './connection-test-view.ts';
import { presentEstimate } from './move-view.ts';
import type { StorageResults } from './outcome.ts';
import { abortMoveForm, deferSubmissionsForm, moveForm, storageSearch } from './schemas.server.ts';
import { StoragePage } from './storage-page.tsx';
import { presentFileUsage, presentStorage } from './storage-view.ts';

/** On every plan: a guild that went down to Free must be able to leave. */
export const loader = guildLoader(
  { access: 'admin', search: storageSearch },
  async ({ actor, operations, search }) => {
    const view = await operations.storage.get(actor);
    const currentRegion = view.placement.kind === 'managed' ? view.placement.region : null;
    const usage = await nullIfUnavailable(operations.files.getUsage(actor));
    const region = view.regions.find(({ key }) => key === search.to && key !== currentRegion);
    const estimate =
      region &&
      (await nullIfUnavailable(operations.storage.estimateMove(actor, { region: region.key })));
    return {
      storage: presentStorage(view),
      files: usage ? presentFileUsage(usage) : null,
      chosen: region?.key ?? null,
      estimate: estimate ? presentEstimate(estimate) : null,
      requestIds: {
        move: crypto.randomUUID(),
        abort: crypto.randomUUID(),
        retest: crypto.randomUUID(),
        setup: crypto.randomUUID(),
        parking: crypto.randomUUID(),
        retestBucket: crypto.randomUUID(),
        disconnectBucket: crypto.randomUUID(),
      },
      asOf: Date.now(),
    };
  },
);

export const action = guildAction<StorageResults>()({
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
        throw redirect(`/g/${actor.guildId}/settings/storage/connect`, 303);
      },
    },
    move: {
      schema: moveForm,
      run: async ({ actor, operations, input: { requestId, region } }) => {
        await operations.storage.startMove(actor, { requestId, region });
        throw redirect(`/g/${actor.guildId}/settings/storage#move`, 303);
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
    retest_bucket: {
      schema: noInput,
      renderInPlace: true,
      run: async ({ actor, operations }) => ({
        test: presentBucketTest(await operations.storage.retestBucket(actor)),
      }),
    },
    disconnect_bucket: {
      schema: noInput,
      run: async ({ actor, operations, input: { requestId } }) => {
        await operations.storage.disconnectBucket(actor, { requestId });
        return {};
      },
    },
  },
});

export const clientLoader = preserveOnNetworkError;
export const clientAction = preserveFormOnNetworkError;

export const shouldRevalidate = keepPageWhenUnsent;

export const meta = pageMeta(storageStrings, (t) => ({ title: t('storage.title') }));

export default function Page() {
  return (
    <StoragePage data={useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />
  );
}

export const ErrorBoundary = PanelError;
