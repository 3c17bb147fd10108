import { type FetcherWithComponents, useLocation } from '@remix-run/react';
import { type RefCallback, useCallback, useRef, useState } from 'react';
import { canDecide, isDecision, type Status } from '../../../domain/submissions/status.ts';
import { createRequestId } from '../../components/request-id.tsx';
import type { DraftKey } from '../../drafts/draft-store.ts';
import { useDraftKey } from '../../drafts/use-draft-key.ts';
import { usePaletteActions } from '../../keyboard/palette-actions.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';
import { useT } from '../../strings/use-t.ts';
import { submissionsStrings } from '../strings.en.ts';
import type { Demo } from './demo-view.ts';
import { toDraftSubject } from './draft-subject.ts';
import type { DemoOutcome } from './outcome.ts';
import type { ReasonChoice } from './reason-choices.ts';

interface Options {
  demo: Demo;
  /** Optimistic: as it will be once pending submissions are done. */
  status: Status;
  fetcher: FetcherWithComponents<DemoOutcome>;
  reasons: readonly ReasonChoice[];
  requestId: string;
}

/** What can be done with the open demo, by button, key and palette alike. */
export interface DemoActions {
  /** Where the demo's forms are posted to; keeps the list's filters. */
  action: string;
  requestId: string;
  fetcher: FetcherWithComponents<DemoOutcome>;
  /** Saved ones, for a rejection. */
  reasons: readonly ReasonChoice[];
  /** Of the draft of the reason for a rejection. */
  reasonKey: DraftKey | null;
  isDecided: boolean;
  canUndo: boolean;
  isRejecting: boolean;
  setRejecting: (isOpen: boolean) => void;
  approve: () => void;
  undo: () => void;
  focusComposer: () => void;
  decisionRef: RefCallback<HTMLElement>;
  /** Focuses the decision, now or once it is there. */
  focusDecision: () => void;
}

export function useDemoActions({
  demo,
  status,
  fetcher,
  reasons,
  requestId,
}: Options): DemoActions {
  const t = useT(submissionsStrings);
  const [isRejecting, setRejecting] = useState(false);
  const { pathname, search } = useLocation();
  const action = pathname + search;
  const isDecided = !canDecide(status, demo.decision !== null);
  const canUndo = demo.decision?.undoUntil != null && isDecision(demo.status);
  const reasonKey = useDraftKey(toDraftSubject(demo.number), 'reason');
  const id = useStableRequestId(requestId, fetcher.data);
  const submitIntent = (intent: string) =>
    fetcher.state === 'idle' &&
    fetcher.submit({ intent, requestId: id }, { method: 'post', action, preventScrollReset: true });
  const approve = () => void (isDecided || submitIntent('approve'));
  const reject = () => isDecided || setRejecting(true);
  const undo = () => void (canUndo && submitIntent('undo'));
  const focusComposer = () => document.getElementById('message')?.focus();
  const { decisionRef, focusDecision } = useDecisionFocus();
  const openTrack = () => demo.url && window.open(demo.url, '_blank', 'noopener,noreferrer');
  useShortcuts({ a: approve, r: reject, u: undo, m: focusComposer, l: openTrack });
  usePaletteActions([
    ...(isDecided
      ? []
      : [
          { id: 'approve', label: t('act.approve'), hint: demo.title, run: approve },
          { id: 'reject', label: t('act.reject'), hint: demo.title, run: reject },
        ]),
    ...(canUndo ? [{ id: 'undo', label: t('act.undo'), hint: demo.title, run: undo }] : []),
    { id: 'message', label: t('act.message'), hint: demo.artist, run: focusComposer },
  ]);
  return {
    action,
    requestId,
    fetcher,
    reasons,
    reasonKey,
    isDecided,
    canUndo,
    isRejecting,
    setRejecting,
    approve,
    undo,
    focusComposer,
    decisionRef,
    focusDecision,
  };
}

/**
 * A pending submission is rendered later than a dialog closes that made it. And data that were
 * requested before it was sent can arrive after it: the decision is gone until newer ones are there.
 */
function useDecisionFocus(): Pick<DemoActions, 'decisionRef' | 'focusDecision'> {
  const decision = useRef<HTMLElement | null>(null);
  const isFocusPending = useRef(false);
  const focus = useCallback(() => {
    isFocusPending.current = decision.current === null;
    decision.current?.focus();
  }, []);
  const decisionRef = useCallback(
    (element: HTMLElement | null) => {
      if (!element && decision.current?.contains(document.activeElement))
        isFocusPending.current = true;
      decision.current = element;
      if (!element || !isFocusPending.current) return;
      // Whoever went on meanwhile is not taken back.
      if (document.activeElement === document.body) focus();
      else isFocusPending.current = false;
    },
    [focus],
  );
  return { decisionRef, focusDecision: focus };
}

/** The same id across retries; a new one after each success. */
function useStableRequestId(initialId: string, data: DemoOutcome | undefined): string {
  const state = useRef({ id: initialId, data });
  if (state.current.data !== data) {
    state.current = { id: data?.ok ? createRequestId() : state.current.id, data };
  }
  return state.current.id;
}
