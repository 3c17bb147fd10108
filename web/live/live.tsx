import { useNavigation, useRevalidator } from '@remix-run/react';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';

export type LiveState = 'connecting' | 'live' | 'lost' | 'off';

const States = createContext<LiveState>('off');

export const useLive = (): LiveState => useContext(States);

/** Many changes at once become one look. */
const GATHER_MS = 250;

/** After an answer that is no stream (a proxy's 502, a refusal) the browser gives up: we do not. */
const REOPEN_MS = { first: 2_000, most: 60_000 };

/**
 * A page that nobody looks at for so long lets its connection go. Without HTTP/2 a browser has six
 * for all its tabs: a seventh tab could not even load.
 */
const HIDDEN_MS = 15_000;

interface Props {
  guildId: string;
  isOn: boolean;
  children: ReactNode;
}

/**
 * Listens to a guild's changes (ids only) and looks again. After a lost connection it also looks
 * again, for what happened meanwhile; so it does when somebody comes back to a page that let go.
 * `EventSource` reconnects by itself unless it was refused.
 */
export function LiveProvider({ guildId, isOn, children }: Props) {
  const [state, setState] = useState<LiveState>(isOn ? 'connecting' : 'off');
  const { revalidate, state: looking } = useRevalidator();
  const { state: going } = useNavigation();
  const isBusy = looking !== 'idle' || going !== 'idle';
  const isWanted = useRef(false);
  const look = useRef(() => {});
  // One look at a time: a second one would cut the first off, and a page under way as well.
  look.current = () => {
    if (isBusy) isWanted.current = true;
    else revalidate();
  };
  useEffect(() => {
    if (isBusy || !isWanted.current) return;
    isWanted.current = false;
    revalidate();
  }, [isBusy, revalidate]);
  useEffect(() => {
    if (!isOn) return setState('off');
    setState('connecting');
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wasLost = false;
    const gather = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        look.current();
      }, GATHER_MS);
    };
    let source: EventSource | null = null;
    let reopening: ReturnType<typeof setTimeout> | undefined;
    let wait = REOPEN_MS.first;
    const open = () => {
      const stream = new EventSource(`/g/${guildId}/live`);
      source = stream;
      stream.addEventListener('change', gather);
      stream.addEventListener('open', () => {
        setState('live');
        if (wasLost) gather();
        wasLost = false;
        wait = REOPEN_MS.first;
      });
      stream.addEventListener('error', () => {
        wasLost = true;
        setState('lost');
        if (stream.readyState !== EventSource.CLOSED) return;
        // Not all at the same moment: every open page lost the same server.
        reopening = setTimeout(open, wait * (0.5 + Math.random()));
        wait = Math.min(wait * 2, REOPEN_MS.most);
      });
    };
    let leaving: ReturnType<typeof setTimeout> | undefined;
    const close = () => {
      clearTimeout(reopening);
      source?.close();
      source = null;
    };
    const lookedAt = () => {
      clearTimeout(leaving);
      if (document.visibilityState === 'hidden') {
        leaving = setTimeout(close, HIDDEN_MS);
      } else if (!source) {
        wasLost = true;
        setState('connecting');
        open();
      }
    };
    document.addEventListener('visibilitychange', lookedAt);
    open();
    return () => {
      document.removeEventListener('visibilitychange', lookedAt);
      clearTimeout(timer);
      clearTimeout(leaving);
      close();
    };
  }, [guildId, isOn]);
  return <States.Provider value={state}>{children}</States.Provider>;
}
