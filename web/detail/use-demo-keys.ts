import { type FetcherWithComponents, useLocation } from '@remix-run/react';
import { useRef, useState } from 'react';
import { isDecision, type Status } from '../../domain/submissions/status.ts';
import { useT } from '../catalogues/use-t.ts';
import { newRequestId } from '../components/request-id.tsx';
import { useCommands } from '../keyboard/commands.ts';
import { useKeys } from '../keyboard/use-keys.ts';
import type { Demo } from '../presenters/demo.ts';
import type { Outcome } from '../routing/outcome.ts';

interface Parts {
  demo: Demo;
  /** As it will be when what is on its way has arrived. */
  status: Status;
  fetcher: FetcherWithComponents<Outcome>;
  requestId: string;
}

/** What can be done with the open demo, by button, key and palette alike. */
export interface DemoActs {
  /** Where the demo's forms are posted to; keeps the list's filters. */
  action: string;
  requestId: string;
  fetcher: FetcherWithComponents<Outcome>;
  isDecided: boolean;
  canUndo: boolean;
  isRejecting: boolean;
  setRejecting: (isOpen: boolean) => void;
  approve: () => void;
  undo: () => void;
  write: () => void;
}

export function useDemoKeys({ demo, status, fetcher, requestId }: Parts): DemoActs {
  const t = useT();
  const [isRejecting, setRejecting] = useState(false);
  const { pathname, search } = useLocation();
  const action = pathname + search;
  const isDecided = isDecision(status) || status === 'withdrawn';
  const canUndo = demo.decision?.undoUntil != null && isDecision(demo.status);
  const id = useStableId(requestId, fetcher.data);
  const post = (intent: string) =>
    fetcher.state === 'idle' &&
    fetcher.submit({ intent, requestId: id }, { method: 'post', action, preventScrollReset: true });
  const approve = () => void (isDecided || post('approve'));
  const reject = () => isDecided || setRejecting(true);
  const undo = () => void (canUndo && post('undo'));
  const write = () => document.getElementById('message')?.focus();
  const listen = () => demo.url && window.open(demo.url, '_blank', 'noopener,noreferrer');
  useKeys({ a: approve, r: reject, u: undo, m: write, l: listen });
  useCommands([
    ...(isDecided
      ? []
      : [
          { id: 'approve', label: t('act.approve'), hint: demo.title, run: approve },
          { id: 'reject', label: t('act.reject'), hint: demo.title, run: reject },
        ]),
    ...(canUndo ? [{ id: 'undo', label: t('act.undo'), hint: demo.title, run: undo }] : []),
    { id: 'message', label: t('act.message'), hint: demo.artist, run: write },
  ]);
  return {
    action,
    requestId,
    fetcher,
    isDecided,
    canUndo,
    isRejecting,
    setRejecting,
    approve,
    undo,
    write,
  };
}

/** The same id while an act is tried again; a new one after each that succeeded. */
function useStableId(minted: string, data: Outcome | undefined): string {
  const state = useRef({ id: minted, data });
  if (state.current.data !== data) {
    state.current = { id: data?.ok ? newRequestId() : state.current.id, data };
  }
  return state.current.id;
}
