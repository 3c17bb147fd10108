import { useLocation, useNavigate } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { canDecide, type Status } from '../../domain/submissions/status.ts';
import { createRequestId } from '../components/request-id.tsx';
import { usePlayer } from '../player/player-context.ts';
import type { DemoSummary } from '../submissions/index.ts';
import { useClock } from '../times/clock.tsx';
import type { ActionLog, ActionLogState, QueuedAction } from './actions/action-log.ts';
import { applyPending, type DemoChange, type DemoChanges } from './actions/changes.ts';
import { useActionLog } from './actions/use-action-log.ts';
import { useActionSender } from './actions/use-action-sender.ts';
import type { FocusView, QueueView } from './listen-view.ts';
import type { ListenIntent, ListenOutcome } from './outcome.ts';

/** Why another demo is opened: somebody pressed something, or a file has ended. */
export type AdvanceCause = 'press' | 'end';

/** What can be done in the queue, by button, key, palette and by itself. */
export interface ListeningQueue {
  pathname: string;
  /** Of the open demo, with what was done here and may not be sent yet. */
  status: Status | null;
  isDecided: boolean;
  /** What was done last, while it can be taken back. */
  undoable: DemoChange | null;
  /** Demos that come, without those that were decided here. */
  upcoming: DemoSummary[];
  log: ActionLogState;
  isHeldUp: boolean;
  /** There was no room for an action: nothing was done. */
  isFull: boolean;
  arrivedBy: AdvanceCause;
  sendNow(): void;
  dismissRefused(): void;
  /** @returns false when there was no room for it */
  act(intent: ListenIntent, fields?: Record<string, string>): boolean;
  undo(): void;
  open(demo: DemoSummary): void;
  /** Opens the next demo, or the end. */
  next(cause?: AdvanceCause): void;
  previous(): void;
  startOver(): void;
}

const NO_CHANGES: DemoChanges = new Map();

/**
 * @param focus the open demo; null at the end
 * @param queue null while it could not be loaded
 */
export function useListeningQueue(
  focus: FocusView | null,
  queue: QueueView | null,
): ListeningQueue {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const player = usePlayer();
  const { log, state } = useActionLog();
  const [done, setDone] = useState<DemoChanges>(NO_CHANGES);
  const [isFull, setFull] = useState(false);
  const lastPlace = useRef<number | null>(null);
  const [arrival, setArrival] = useState<{ number: number; cause: AdvanceCause } | null>(null);
  const { isHeldUp, sendNow } = useActionSender(log, state.pending, pathname, (action, outcome) =>
    setDone((before) => settle(before, action, outcome)),
  );
  const demo = focus?.demo ?? null;
  const changes = applyPending(done, state.pending);
  const change = demo ? changes.get(demo.number) : undefined;
  const status = change?.status ?? demo?.status ?? null;
  const upcoming = (queue?.upcoming ?? []).filter(({ number }) => !changes.has(number));
  const undoable = useUndoable([...changes.values()].at(-1) ?? null);

  const add = (action: Omit<QueuedAction, 'requestId' | 'attempts'>): boolean => {
    const hasRoom = log?.add({ ...action, requestId: createRequestId(), attempts: 0 }) ?? false;
    setFull(!hasRoom);
    return hasRoom;
  };
  const setPlace = (number: number) => {
    lastPlace.current = number;
    return add({
      intent: 'place',
      fields: { number: String(number) },
      demo: { number, title: '', status: '' },
      isUndo: false,
    });
  };
  useUnsentPlace(log);
  // Opened by the player's bar, its media keys, or the browser's buttons.
  const number = demo?.number ?? null;
  const lastNumber = useRef(number);
  const latestSetPlace = useRef(setPlace);
  latestSetPlace.current = setPlace;
  useEffect(() => {
    if (number === null || lastNumber.current === number) return;
    lastNumber.current = number;
    if (lastPlace.current !== number - 1) latestSetPlace.current(number - 1);
  }, [number]);
  const open = (summary: DemoSummary, cause: AdvanceCause = 'press') => {
    setPlace(summary.number - 1);
    setArrival({ number: summary.number, cause });
    // The first sound takes a press, which browsers ask for; then the next demo plays by itself.
    if (player.getState().demo) player.prepare(summary);
    navigate(`${pathname}?demo=${summary.number}`);
  };

  return {
    pathname,
    status,
    isDecided: status !== null && !canDecide(status, !change && demo?.decision != null),
    undoable,
    upcoming,
    log: state,
    isHeldUp,
    isFull,
    arrivedBy: arrival?.number === number ? arrival?.cause : 'press',
    sendNow,
    dismissRefused: () => log?.dismissRefused(),
    act: (intent, fields = {}) =>
      demo !== null &&
      add({
        intent,
        fields: { number: String(demo.number), ...fields },
        demo: { number: demo.number, title: demo.title, status: demo.status },
        isUndo: intent === 'undo',
      }),
    undo() {
      if (!undoable) return;
      const { action } = undoable;
      const undone = action.demo.number;
      const waiting = log?.getState().pending.find((each) => each.requestId === action.requestId);
      // What was sent may have taken effect, also if nothing came back.
      if (waiting?.attempts === 0) log?.remove(action.requestId);
      else if (!add(toUndo(action))) return;
      if (undone === number) return;
      setPlace(undone - 1);
      navigate(`${pathname}?demo=${undone}`);
    },
    open,
    next(cause = 'press') {
      const [summary] = upcoming;
      if (summary) return open(summary, cause);
      if (!demo) return;
      setPlace(demo.number);
      navigate(`${pathname}?after=${demo.number}`);
    },
    previous() {
      if (queue?.previous) open(queue.previous);
    },
    startOver() {
      setPlace(0);
      navigate(`${pathname}?after=0`);
    },
  };
}

/** Opened where the person left off, as long as the server has not been told: goes there. */
function useUnsentPlace(log: ActionLog | null): void {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const isChecked = useRef(false);
  useEffect(() => {
    if (isChecked.current || !log) return;
    isChecked.current = true;
    const place = log.getState().pending.find(({ intent }) => intent === 'place')?.fields.number;
    if (search === '' && place !== undefined)
      navigate(`${pathname}?after=${place}`, { replace: true });
  }, [log, pathname, search, navigate]);
}

function toUndo(undone: QueuedAction): Omit<QueuedAction, 'requestId' | 'attempts'> {
  const { intent, demo, requestId: undoes } = undone;
  const fields = { number: String(demo.number) };
  return intent === 'status'
    ? { intent, fields: { ...fields, status: demo.status }, demo, isUndo: true, undoes }
    : { intent: 'undo', fields, demo, isUndo: true, undoes };
}

function settle(
  before: DemoChanges,
  action: QueuedAction,
  outcome: Extract<ListenOutcome, { ok: true }>,
): DemoChanges {
  if (!('status' in outcome)) return before;
  const { number } = action.demo;
  const next = new Map(before);
  next.delete(number);
  if (!action.isUndo) {
    const undoUntil = 'undoUntil' in outcome ? outcome.undoUntil : null;
    next.set(number, { action, status: outcome.status, undoUntil, isSent: true });
  }
  return next;
}

/** A change while it can be taken back: until it is sent, a decision until the artist is told. */
function useUndoable(change: DemoChange | null): DemoChange | null {
  const { getNow } = useClock();
  const [expired, setExpired] = useState<DemoChange | null>(null);
  const expire = useCallback(() => setExpired(change), [change]);
  const latest = useRef(expire);
  latest.current = expire;
  const undoUntil = change?.isSent && change.action.intent !== 'status' ? change.undoUntil : null;
  useEffect(() => {
    if (undoUntil === null) return;
    const timer = setTimeout(() => latest.current(), Math.max(0, undoUntil - getNow()));
    return () => clearTimeout(timer);
  }, [undoUntil, getNow]);
  if (!change || change === expired) return null;
  // Sent, and can no longer be undone, as with a window of no seconds.
  if (change.isSent && change.action.intent !== 'status' && change.undoUntil === null) return null;
  return change;
}
