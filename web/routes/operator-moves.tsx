import { useActionData, useLoaderData } from '@remix-run/react';
import { MOVE_FILTERS } from '../../domain/operator/types.ts';
import { PanelError } from '../errors/panel-error.tsx';
import { Moves } from '../operator/moves.tsx';
import { presentOperatorMove } from '../presenters/operator.ts';
import { parse, readSearch } from '../routing/input.server.ts';
import { keepForm } from '../routing/keep-form.ts';
import { keepPage } from '../routing/keep-page.ts';
import { operatorLoader } from '../routing/open-loaders.server.ts';
import { operatorAction } from '../routing/operator-action.server.ts';
import { changeMoveForm, movesSearch, startMoveForm } from '../routing/operator-schemas.server.ts';

export const loader = operatorLoader(async ({ context, request }) => {
  const asked = new URL(request.url).searchParams;
  const { before } = parse(movesSearch, readSearch(request.url));
  const state = MOVE_FILTERS.find((each) => each === asked.get('state')) ?? 'active';
  const [{ items, nextBefore }, clusters] = await Promise.all([
    context.operator.moves({ state, before }),
    context.operator.clusters(),
  ]);
  return {
    state,
    moves: items.map(presentOperatorMove),
    nextBefore,
    regions: clusters.map(({ key, name }) => ({ key, name })),
    /** The server that a move is to be started for. */
    start: /^[0-9]{15,20}$/.exec(asked.get('start') ?? '')?.[0] ?? '',
    requestId: crypto.randomUUID(),
    asOf: Date.now(),
  };
});

export const action = operatorAction({
  intents: {
    start: {
      schema: startMoveForm,
      run: async ({ operator, input: { guildId, region, reason } }) => {
        await operator.startMove({ guildId, region, reason });
        return { goTo: '/operator/moves' };
      },
    },
    change: {
      schema: changeMoveForm,
      run: async ({ operator, input: { moveId, change, reason } }) => {
        await operator.changeMove({ moveId, change, reason });
        return {};
      },
    },
  },
});

export const clientLoader = keepPage;
export const clientAction = keepForm;

export default function Page() {
  return <Moves data={useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />;
}

export const ErrorBoundary = PanelError;
