import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { MOVE_FILTERS } from '../../domain/operator/types.ts';
import { PanelError } from '../errors/panel-error.tsx';
import { parseInput, readSearchParams } from '../routing/input.server.ts';
import { keepPageWhenUnsent } from '../routing/keep-page-when-unsent.ts';
import { preserveFormOnNetworkError } from '../routing/preserve-form-on-network-error.ts';
import { preserveOnNetworkError } from '../routing/preserve-on-network-error.ts';
import { operatorLoader } from '../routing/site-loaders.server.ts';
import type { MovesResults } from './moves.tsx';
import { Moves } from './moves.tsx';
import { operatorAction } from './operator-action.server.ts';
import { presentOperatorMove } from './operator-view.ts';
import { changeMoveForm, movesSearch, startMoveForm } from './schemas.server.ts';

export const loader = operatorLoader(async ({ context, request }) => {
  const searchParams = new URL(request.url).searchParams;
  const { before } = parseInput(movesSearch, readSearchParams(request.url));
  const state = MOVE_FILTERS.find((each) => each === searchParams.get('state')) ?? 'active';
  const [{ items, nextBefore }, clusters] = await Promise.all([
    context.operator.listMoves({ state, before }),
    context.operator.listClusters(),
  ]);
  return {
    state,
    moves: items.map(presentOperatorMove),
    nextBefore,
    regions: clusters.map(({ key, name }) => ({ key, name })),
    /** The server that a move is to be started for. */
    start: /^[0-9]{15,20}$/.exec(searchParams.get('start') ?? '')?.[0] ?? '',
    requestId: crypto.randomUUID(),
    asOf: Date.now(),
  };
});

export const action = operatorAction<MovesResults>()({
  intents: {
    start: {
      schema: startMoveForm,
      run: async ({ operator, input: { guildId, region, reason } }) => {
        await operator.startMove({ guildId, region, reason });
        throw redirect('/operator/moves', 303);
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

export const clientLoader = preserveOnNetworkError;
export const clientAction = preserveFormOnNetworkError;

export const shouldRevalidate = keepPageWhenUnsent;

export default function Page() {
  return <Moves data={useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />;
}

export const ErrorBoundary = PanelError;
