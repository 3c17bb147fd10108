import type { Move } from '../../tenancy/index.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../errors/errors.ts';
import { mapMoveErrors } from '../storage/map-move-errors.ts';
import { toMoveView } from '../storage/move-view.ts';
import { createAuditEntry } from './audit-entry.ts';
import { createPageCursor } from './page-cursor.ts';
import { parseReason } from './reason.ts';
import type { MoveFilter, OperatorActor, OperatorMove, OperatorOperations, Page } from './types.ts';

const PAGE_SIZE = 50;
const cursor = createPageCursor(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/);
const STATES_BY_FILTER: Record<MoveFilter, readonly Move['state'][] | null> = {
  active: ['running', 'paused', 'aborting'],
  failed: ['failed'],
  all: null,
};

/** Moves of all servers, newest first. @throws VektraError `invalid_input` for an unknown page */
export async function listMoves(
  deps: Deps,
  query: Parameters<OperatorOperations['listMoves']>[0],
): Promise<Page<OperatorMove>> {
  const states = STATES_BY_FILTER[query.state];
  const before = cursor.decode(query.before);
  const rows = await deps.tenancy.moves.list({
    ...(states ? { states } : {}),
    ...(before ? { before } : {}),
    limit: PAGE_SIZE + 1,
  });
  const items = await toOperatorMoves(deps, rows.slice(0, PAGE_SIZE));
  const last = items.at(-1);
  const hasMore = rows.length > PAGE_SIZE && last;
  return { items, nextBefore: hasMore ? cursor.encode({ at: last.startedAt, id: last.id }) : null };
}

/** @throws VektraError `not_found` for an unknown region, `same_place`, `move_running` */
export async function startMove(
  deps: Deps,
  operator: OperatorActor,
  input: Parameters<OperatorOperations['startMove']>[1],
): Promise<OperatorMove> {
  const reason = parseReason(input);
  const { guildId, region } = input;
  const { tenancy } = deps;
  if (!tenancy.regions.some(({ key }) => key === region)) throw notFound();
  const audit = createAuditEntry(deps, operator, 'move.start', {
    guildId,
    reason,
    details: { region },
  });
  const move = await mapMoveErrors(
    tenancy.storage.moveToRegion(guildId, { region, requestedBy: operator.userId, reason, audit }),
  );
  const [view] = await toOperatorMoves(deps, [move]);
  return view as OperatorMove;
}

/** @throws VektraError `not_found`, `move_over` */
export async function changeMove(
  deps: Deps,
  operator: OperatorActor,
  input: Parameters<OperatorOperations['changeMove']>[1],
): Promise<void> {
  const reason = parseReason(input);
  const { moveId, change } = input;
  const { tenancy } = deps;
  const move = await tenancy.moves.get(moveId);
  if (!move) throw notFound();
  const audit = createAuditEntry(deps, operator, `move.${change}`, {
    guildId: move.guildId,
    reason,
    details: { moveId },
  });
  await mapMoveErrors(tenancy.moves[change](moveId, audit));
}

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
