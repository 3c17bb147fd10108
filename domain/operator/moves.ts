import { z } from 'zod';
import type { Move } from '../../tenancy/index.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../errors/errors.ts';
import { operatorMutation, operatorQuery } from '../operations/operator-builders.ts';
import { toMoveView } from '../storage/move-view.ts';
import { regionKey, snowflakeId } from '../text/schemas.ts';
import { createPageCursor } from './page-cursor.ts';
import {
  MOVE_CHANGES,
  MOVE_FILTERS,
  type MoveFilter,
  type OperatorMove,
  type Page,
} from './types.ts';

const PAGE_SIZE = 50;
const cursor = createPageCursor(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/);
const STATES_BY_FILTER: Record<MoveFilter, readonly Move['state'][] | null> = {
  active: ['running', 'paused', 'aborting'],
  failed: ['failed'],
  all: null,
};

/**
 * Moves of all guilds, newest first. `active`: still running; `failed`: ended where they started,
 * without anybody's wish.
 * @throws VektraError `invalid_input` for an unknown page
 */
export const listMoves = operatorQuery({
  name: 'operator.list_moves',
  input: z.object({ state: z.enum(MOVE_FILTERS), before: cursor.schema }),
  async run({ deps }, { state, before }): Promise<Page<OperatorMove>> {
    const states = STATES_BY_FILTER[state];
    const rows = await deps.tenancy.moves.list({
      ...(states ? { states } : {}),
      ...(before ? { before } : {}),
      limit: PAGE_SIZE + 1,
    });
    const items = await toOperatorMoves(deps, rows.slice(0, PAGE_SIZE));
    const last = items.at(-1);
    const hasMore = rows.length > PAGE_SIZE && last;
    return {
      items,
      nextBefore: hasMore ? cursor.encode({ at: last.startedAt, id: last.id }) : null,
    };
  },
});

/**
 * Starts a move of a guild to a region.
 * @throws VektraError `not_found` for an unknown region, `same_place`, `move_running`
 */
export const startMove = operatorMutation({
  name: 'operator.start_move',
  input: z.object({ guildId: snowflakeId, region: regionKey }),
  action: () => 'move.start',
  async run({ deps, operator, reason, auditEntry }, { guildId, region }): Promise<OperatorMove> {
    const { tenancy } = deps;
    if (!tenancy.regions.some(({ key }) => key === region)) throw notFound();
    const move = await tenancy.storage.moveToRegion(guildId, {
      region,
      requestedBy: operator.userId,
      reason,
      audit: auditEntry({ guildId, details: { region } }),
    });
    const [view] = await toOperatorMoves(deps, [move]);
    return view as OperatorMove;
  },
});

/**
 * `reopen` ends a move before its switch without asking its source, and opens the guild there; see
 * `Moves.reopen`.
 * @throws VektraError `not_found`, `move_over`
 */
export const changeMove = operatorMutation({
  name: 'operator.change_move',
  input: z.object({ moveId: z.uuid('id.malformed'), change: z.enum(MOVE_CHANGES) }),
  action: ({ change }) => `move.${change}` as const,
  async run({ deps: { tenancy }, auditEntry }, { moveId, change }): Promise<void> {
    const move = await tenancy.moves.get(moveId);
    if (!move) throw notFound();
    const entry = auditEntry({ guildId: move.guildId, details: { moveId } });
    await tenancy.moves[change](moveId, entry);
  },
});

async function toOperatorMoves(
  { tenancy, now }: Deps,
  moves: readonly Move[],
): Promise<OperatorMove[]> {
  const guildNames = await tenancy.control.getGuildNames(moves.map(({ guildId }) => guildId));
  return moves.map((move) => toOperatorMove(move, guildNames, { tenancy, now }));
}

function toOperatorMove(
  move: Move,
  guildNames: ReadonlyMap<string, string>,
  { tenancy, now }: Pick<Deps, 'tenancy' | 'now'>,
): OperatorMove {
  const view = toMoveView(move, tenancy.regions);
  return {
    ...view,
    guildId: move.guildId,
    guildName: guildNames.get(move.guildId) ?? null,
    requestedBy: move.requestedBy,
    reason: move.reason,
    canRetry: move.retryUntil !== null && now() < move.retryUntil,
    canReopen:
      move.state === 'aborting' || (view.canAbort && move.problem?.startsWith('SOURCE_') === true),
  };
}
