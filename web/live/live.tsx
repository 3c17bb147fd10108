import { useRevalidator } from '@remix-run/react';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';

export type LiveState = 'connecting' | 'live' | 'lost' | 'off';

const States = createContext<LiveState>('off');

export const useLive = (): LiveState => useContext(States);

/** Many changes at once become one look. */
const GATHER_MS = 250;

interface Props {
  guildId: string;
  isOn: boolean;
  children: ReactNode;
}

/**
 * Listens to a guild's changes (ids only) and looks again. After a lost connection it also looks
 * again, for what happened meanwhile. `EventSource` reconnects by itself.
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
    const source = new EventSource(`/g/${guildId}/live`);
    source.addEventListener('change', gather);
    source.addEventListener('open', () => {
      setState('live');
      if (wasLost) gather();
      wasLost = false;
    });
    source.addEventListener('error', () => {
      wasLost = true;
      setState('lost');
    });
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [guildId, isOn]);
  return <States.Provider value={state}>{children}</States.Provider>;
}
