import type { Move } from '../../tenancy/index.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../errors/errors.ts';
import { moveView } from '../storage/present.ts';
import { tellingMoves } from '../storage/telling.ts';
import { auditEntry } from './entry.ts';
import { pageCursor } from './page-cursor.ts';
import { reasonOf } from './reason.ts';
import type { MoveFilter, OperatorActor, OperatorActs, OperatorMove, Page } from './types.ts';

const PAGE = 50;
const cursor = pageCursor(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/);
const STATES: Record<MoveFilter, readonly Move['state'][] | null> = {
  active: ['running', 'paused', 'aborting'],
  failed: ['failed'],
  all: null,
};

/** Moves of all servers, newest first. @throws VektraError `invalid_input` for an unknown page */
export async function moves(
  deps: Deps,
  query: Parameters<OperatorActs['moves']>[0],
): Promise<Page<OperatorMove>> {
  const states = STATES[query.state];
  const before = cursor.read(query.before);
  const found = await deps.tenancy.moves.list({
    ...(states ? { states } : {}),
    ...(before ? { before } : {}),
    limit: PAGE + 1,
  });
  const items = await operatorMoves(deps, found.slice(0, PAGE));
  const last = items.at(-1);
  const hasMore = found.length > PAGE && last;
  return { items, nextBefore: hasMore ? cursor.write({ at: last.startedAt, id: last.id }) : null };
}

/** @throws VektraError `not_found` for an unknown region, `same_place`, `move_running` */
export async function startMove(
  deps: Deps,
  by: OperatorActor,
  input: Parameters<OperatorActs['startMove']>[1],
): Promise<OperatorMove> {
  const reason = reasonOf(input);
  const { guildId, region } = input;
  const { tenancy } = deps;
  if (!tenancy.regions.some(({ key }) => key === region)) throw notFound();
  const audit = auditEntry(deps, by, 'move.start', { guildId, reason, details: { region } });
  const move = await tellingMoves(
    tenancy.storage.moveTo(guildId, { region, by: by.userId, reason, audit }),
  );
  const [view] = await operatorMoves(deps, [move]);
  return view as OperatorMove;
}

/** @throws VektraError `not_found`, `move_over` */
export async function changeMove(
  deps: Deps,
  by: OperatorActor,
  input: Parameters<OperatorActs['changeMove']>[1],
): Promise<void> {
  const reason = reasonOf(input);
  const { moveId, change } = input;
  const { tenancy } = deps;
  const move = await tenancy.moves.get(moveId);
  if (!move) throw notFound();
  const audit = auditEntry(deps, by, `move.${change}`, {
    guildId: move.guildId,
    reason,
    details: { moveId },
  });
  await tellingMoves(tenancy.moves[change](moveId, audit));
}

async function operatorMoves(
  { tenancy, now }: Deps,
  moves: readonly Move[],
): Promise<OperatorMove[]> {
  const names = await tenancy.control.guildNames(moves.map(({ guildId }) => guildId));
  return moves.map((move) => operatorMove(move, names, { tenancy, now }));
}

function operatorMove(
  move: Move,
  names: ReadonlyMap<string, string>,
  { tenancy, now }: Pick<Deps, 'tenancy' | 'now'>,
): OperatorMove {
  const view = moveView(move, tenancy.regions);
  return {
    ...view,
    guildId: move.guildId,
    guildName: names.get(move.guildId) ?? null,
    requestedBy: move.requestedBy,
    reason: move.reason,
    canRetry: move.retryUntil !== null && now() < move.retryUntil,
    canReopen:
      move.state === 'aborting' || (view.canAbort && move.problem?.startsWith('SOURCE_') === true),
  };
}
