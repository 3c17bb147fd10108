import '../storage/styles.ts';
import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { storageT } from '../catalogues/storage.ts';
import { titled } from '../catalogues/titled.ts';
import { PanelError } from '../errors/panel-error.tsx';
import { presentEstimate } from '../presenters/move.ts';
import { presentStorage } from '../presenters/storage.ts';
import { presentTest } from '../presenters/test.ts';
import { guildAction } from '../routing/guild-action.server.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { keepForm } from '../routing/keep-form.ts';
import { keepPage } from '../routing/keep-page.ts';
import { orNull } from '../routing/or-null.server.ts';
import {
  abortForm,
  moveForm,
  noInput,
  parkingForm,
  storageSearch,
} from '../routing/schemas.server.ts';
import { StoragePage } from '../storage/storage-page.tsx';

/** On every plan: a guild that went down to Free must be able to leave. */
export const loader = guildLoader(
  { needs: 'admin', search: storageSearch },
  async ({ actor, acts, search }) => {
    const view = await acts.storage.view(actor);
    const here = view.placement.kind === 'managed' ? view.placement.region : null;
    const region = view.regions.find(({ key }) => key === search.to && key !== here);
    const estimate = region && (await orNull(acts.storage.estimate(actor, { region: region.key })));
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
  needs: 'admin',
  intents: {
    retest: {
      schema: noInput,
      stays: true,
      run: async ({ actor, acts }) => ({ test: presentTest(await acts.storage.retest(actor)) }),
    },
    setup: {
      schema: noInput,
      run: async ({ actor, acts }) => {
        await acts.storage.openSetup(actor, {});
        return { goTo: `/g/${actor.guildId}/settings/storage/connect` };
      },
    },
    move: {
      schema: moveForm,
      run: async ({ actor, acts, input: { requestId, region } }) => {
        await acts.storage.moveTo(actor, { requestId, region });
        return { goTo: `/g/${actor.guildId}/settings/storage` };
      },
    },
    abort: {
      schema: abortForm,
      run: async ({ actor, acts, input: { moveId } }) => {
        await acts.storage.abort(actor, { moveId });
        return {};
      },
    },
    parking: {
      schema: parkingForm,
      run: async ({ actor, acts, input: { parks } }) => {
        await acts.storage.setParking(actor, { parks });
        return {};
      },
    },
  },
});

export const clientLoader = keepPage;
export const clientAction = keepForm;

export const meta: MetaFunction = () => titled({ text: storageT('title') });

export default function Page() {
  return (
    <StoragePage data={useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />
  );
}

export const ErrorBoundary = PanelError;
