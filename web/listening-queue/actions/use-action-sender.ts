import { useFetcher } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { isUnsent } from '../../routing/outcome.ts';
import type { ListenOutcome } from '../outcome.ts';
import type { ActionLog, QueuedAction } from './action-log.ts';

/** After a failure it is tried again in this time, ms; at once when there is a connection again. */
const RETRY_DELAY_MS = { initial: 2_000, max: 60_000 };

/** A place waits so long for another one, ms: somebody may leaf through the queue. */
const PLACE_DELAY_MS = 1_000;

/** A fault that stays one keeps nothing else waiting for ever. */
const MAX_FAULTS = 5;

type Settled = (action: QueuedAction, outcome: Extract<ListenOutcome, { ok: true }>) => void;

interface ActionSender {
  /** The last try did not reach the server. */
  isHeldUp: boolean;
  sendNow(): void;
}

/**
 * Sends what the log holds, one after the other. What was not handled stays, and is sent again under
 * the same id; what was refused is kept for the person to see.
 * @param url of the action
 */
export function useActionSender(
  log: ActionLog | null,
  pending: readonly QueuedAction[],
  url: string,
  onSettled: Settled,
): ActionSender {
  const { state, data, submit } = useFetcher<ListenOutcome>({ key: 'listening-queue' });
  const sent = useRef<QueuedAction | null>(null);
  const handledData = useRef(data);
  const failures = useRef(0);
  const [isHeldUp, setHeldUp] = useState(false);
  const latestSettled = useRef(onSettled);
  latestSettled.current = onSettled;
  const sendNow = useCallback(() => setHeldUp(false), []);

  useEffect(() => {
    if (!log || !data || handledData.current === data) return;
    handledData.current = data;
    const action = sent.current;
    sent.current = null;
    if (!action) return;
    if (data.ok) {
      failures.current = 0;
      latestSettled.current(action, data);
      log.remove(action.requestId);
      return;
    }
    const { code } = data.problem;
    const isLater = isUnsent(data) || code === 'rate_limited' || code === 'request_timeout';
    const isLasting = code === 'fault' && action.attempts >= MAX_FAULTS;
    if (isLater && !isLasting) {
      failures.current += 1;
      setHeldUp(true);
      return;
    }
    failures.current = 0;
    log.refuse(action.requestId, data.problem);
  }, [log, data]);

  const isSubmitting = useRef(false);
  useEffect(() => {
    if (state === 'submitting') isSubmitting.current = true;
    // The browser ended the request without an outcome: sent again, it has one effect.
    if (state !== 'idle' || !isSubmitting.current || !sent.current) return;
    isSubmitting.current = false;
    sent.current = null;
    failures.current += 1;
    setHeldUp(true);
  }, [state]);

  const [head] = pending;
  const isAlone = pending.length === 1;
  useEffect(() => {
    if (!log || !head || isHeldUp || sent.current || state === 'submitting') return;
    const send = () => {
      // Not tried, so that it can still be taken back without anybody learning of it.
      if (!navigator.onLine) return setHeldUp(true);
      sent.current = { ...head, attempts: head.attempts + 1 };
      isSubmitting.current = false;
      log.markSent(head.requestId);
      submit(
        { ...head.fields, intent: head.intent, requestId: head.requestId },
        { method: 'post', action: url, preventScrollReset: true },
      );
    };
    if (head.intent !== 'place' || !isAlone) return send();
    const timer = setTimeout(send, PLACE_DELAY_MS);
    return () => clearTimeout(timer);
  }, [log, head, isAlone, isHeldUp, state, url, submit]);

  useEffect(() => {
    if (!isHeldUp) return;
    const { initial, max } = RETRY_DELAY_MS;
    const delayMs = Math.min(max, initial * 2 ** (failures.current - 1));
    const retry = () => navigator.onLine && sendNow();
    const timer = setInterval(retry, delayMs * (0.5 + Math.random()));
    window.addEventListener('online', sendNow);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', sendNow);
    };
  }, [isHeldUp, sendNow]);

  return { isHeldUp, sendNow };
}
