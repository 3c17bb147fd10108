import { isProblem, type Problem } from '../../errors/problem.ts';
import type { ListenIntent } from '../outcome.ts';

/** Something that a person did in the queue, until the server has handled it. */
export interface QueuedAction {
  /** Under which it runs once, however often it is sent. */
  requestId: string;
  intent: ListenIntent;
  /** The form's other fields. */
  fields: Readonly<Record<string, string>>;
  /** The demo as it was before. */
  demo: { number: number; title: string; status: string };
  /** It takes back what was done to the demo before. */
  isUndo: boolean;
  /** The request that it takes back, if that is one of the log's. */
  undoes?: string;
  /** How often it was sent; after the first time it may have taken effect. */
  attempts: number;
}

export interface RefusedAction {
  action: QueuedAction;
  problem: Problem;
}

export interface ActionLogState {
  /** In the order in which they were done. */
  pending: readonly QueuedAction[];
  /** Until the person has seen them. */
  refused: readonly RefusedAction[];
  /** False when the browser keeps nothing: they last as long as the page. */
  isKept: boolean;
}

/** Of one person in one guild. */
export const MAX_ACTIONS = 200;

export const EMPTY_LOG: ActionLogState = { pending: [], refused: [], isKept: true };

/** What was done and not handled yet, in this browser: it outlives the page and the connection. */
export interface ActionLog {
  getState(): ActionLogState;
  subscribe(listener: () => void): () => void;
  /** @returns false when there is no room: nothing may be lost, so nothing is taken */
  add(action: QueuedAction): boolean;
  /** Before it is sent: from then on it may have taken effect. */
  markSent(requestId: string): void;
  remove(requestId: string): void;
  /** What would take it back goes as well: it would undo what somebody else did. */
  refuse(requestId: string, problem: Problem): void;
  dismissRefused(): void;
}

/** @param storageKey of the person and the guild */
export function createActionLog(storageKey: string): ActionLog {
  let state = readStored(storageKey) ?? EMPTY_LOG;
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of listeners) listener();
  };
  const update = (change: (current: ActionLogState) => Partial<ActionLogState>) => {
    // Another tab may have changed it.
    if (state.isKept) state = readStored(storageKey) ?? EMPTY_LOG;
    const next = { ...state, ...change(state) };
    state = { ...next, isKept: store(storageKey, next) };
    notify();
  };
  const handleStorage = (event: StorageEvent) => {
    if (event.key !== storageKey || !state.isKept) return;
    state = readStored(storageKey) ?? EMPTY_LOG;
    notify();
  };
  const without = (requestId: string) => (each: QueuedAction) => each.requestId !== requestId;
  return {
    getState: () => state,
    subscribe(listener) {
      if (listeners.size === 0) window.addEventListener('storage', handleStorage);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) window.removeEventListener('storage', handleStorage);
      };
    },
    add(action) {
      // Of the places only the last one matters.
      const keeps = (each: QueuedAction) => action.intent !== 'place' || each.intent !== 'place';
      const hasRoom = state.pending.filter(keeps).length + state.refused.length < MAX_ACTIONS;
      if (hasRoom) update(({ pending }) => ({ pending: [...pending.filter(keeps), action] }));
      return hasRoom;
    },
    markSent: (requestId) =>
      update(({ pending }) => ({
        pending: pending.map((each) =>
          each.requestId === requestId ? { ...each, attempts: each.attempts + 1 } : each,
        ),
      })),
    remove: (requestId) =>
      update(({ pending }) => ({ pending: pending.filter(without(requestId)) })),
    refuse: (requestId, problem) =>
      update(({ pending, refused }) => ({
        pending: pending.filter(
          (each) => each.requestId !== requestId && each.undoes !== requestId,
        ),
        refused: [
          ...refused,
          ...pending
            .filter((each) => each.requestId === requestId)
            .map((action) => ({ action, problem })),
        ],
      })),
    dismissRefused: () => update(() => ({ refused: [] })),
  };
}

/** What another version or an extension wrote is left out where it does not fit. */
function readStored(storageKey: string): ActionLogState | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return null;
    const { pending, refused } = stored as Record<string, unknown>;
    return {
      pending: Array.isArray(pending) ? pending.filter(isAction).slice(0, MAX_ACTIONS) : [],
      refused: Array.isArray(refused)
        ? refused
            .filter((each) => isAction(each?.action) && isProblem(each.problem))
            .slice(0, MAX_ACTIONS)
        : [],
      isKept: true,
    };
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isAction = (value: unknown): value is QueuedAction =>
  isRecord(value) &&
  typeof value.requestId === 'string' &&
  typeof value.intent === 'string' &&
  typeof value.isUndo === 'boolean' &&
  ['string', 'undefined'].includes(typeof value.undoes) &&
  typeof value.attempts === 'number' &&
  isRecord(value.fields) &&
  Object.values(value.fields).every((field) => typeof field === 'string') &&
  isRecord(value.demo) &&
  typeof value.demo.number === 'number' &&
  typeof value.demo.title === 'string' &&
  typeof value.demo.status === 'string';

function store(storageKey: string, { pending, refused }: ActionLogState): boolean {
  try {
    if (pending.length + refused.length === 0) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, JSON.stringify({ pending, refused }));
    return true;
  } catch {
    return false;
  }
}
