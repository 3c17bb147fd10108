import { useRevalidator } from '@remix-run/react';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';

export type LiveState = 'connecting' | 'live' | 'lost' | 'off';

const States = createContext<LiveState>('off');

export const useLive = (): LiveState => useContext(States);

/** Many changes at once become one look. */
const GATHER_MS = 250;

/** After an answer that is no stream (a proxy's 502, a refusal) the browser gives up: we do not. */
const REOPEN_MS = { first: 2_000, most: 60_000 };

interface Props {
  guildId: string;
  isOn: boolean;
  children: ReactNode;
}

/**
 * Listens to a guild's changes (ids only) and looks again. After a lost connection it also looks
 * again, for what happened meanwhile. `EventSource` reconnects by itself unless it was refused.
 */
export function LiveProvider({ guildId, isOn, children }: Props) {
  const [state, setState] = useState<LiveState>(isOn ? 'connecting' : 'off');
  const { revalidate } = useRevalidator();
  const look = useRef(revalidate);
  look.current = revalidate;
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
    let source: EventSource;
    let reopening: ReturnType<typeof setTimeout> | undefined;
    let wait = REOPEN_MS.first;
    const open = () => {
      source = new EventSource(`/g/${guildId}/live`);
      source.addEventListener('change', gather);
      source.addEventListener('open', () => {
        setState('live');
        if (wasLost) gather();
        wasLost = false;
        wait = REOPEN_MS.first;
      });
      source.addEventListener('error', () => {
        wasLost = true;
        setState('lost');
        if (source.readyState !== EventSource.CLOSED) return;
        // Not all at the same moment: every open page lost the same server.
        reopening = setTimeout(open, wait * (0.5 + Math.random()));
        wait = Math.min(wait * 2, REOPEN_MS.most);
      });
    };
    open();
    return () => {
      clearTimeout(timer);
      clearTimeout(reopening);
      source.close();
    };
  }, [guildId, isOn]);
  return <States.Provider value={state}>{children}</States.Provider>;
}
