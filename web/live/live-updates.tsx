import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useRevalidateWhenIdle } from '../routing/use-revalidate-when-idle.ts';

export type LiveState = 'connecting' | 'live' | 'lost' | 'off';

const LiveContext = createContext<LiveState>('off');

export const useLiveState = (): LiveState => useContext(LiveContext);

/** Coalesces bursts of changes into one revalidation. */
const REVALIDATE_DELAY_MS = 250;

/** After an answer that is no stream (a proxy's 502, a refusal) the browser gives up: we do not. */
const RECONNECT_DELAY_MS = { initial: 2_000, max: 60_000 };

/**
 * A page hidden for this long closes its connection. Without HTTP/2 a browser has six
 * for all its tabs: a seventh tab could not even load.
 */
const HIDDEN_DISCONNECT_MS = 15_000;

interface Props {
  guildId: string;
  isEnabled: boolean;
  children: ReactNode;
}

/**
 * Revalidates on a guild's change events (which hold ids only), after a reconnect, and when a
 * hidden page that closed its connection becomes visible. `EventSource` reconnects by itself unless
 * it was refused.
 */
export function LiveProvider({ guildId, isEnabled, children }: Props) {
  const [state, setState] = useState<LiveState>(isEnabled ? 'connecting' : 'off');
  const revalidate = useRevalidateWhenIdle();
  useEffect(() => {
    if (!isEnabled) return setState('off');
    setState('connecting');
    let revalidateTimer: ReturnType<typeof setTimeout> | undefined;
    let wasLost = false;
    const scheduleRevalidation = () => {
      revalidateTimer ??= setTimeout(() => {
        revalidateTimer = undefined;
        revalidate();
      }, REVALIDATE_DELAY_MS);
    };
    let source: EventSource | null = null;
    let reconnectTimer: ReturnType<typeof setTimeout> | undefined;
    let reconnectDelayMs = RECONNECT_DELAY_MS.initial;
    const open = () => {
      const stream = new EventSource(`/g/${guildId}/live`);
      source = stream;
      stream.addEventListener('change', scheduleRevalidation);
      stream.addEventListener('open', () => {
        setState('live');
        if (wasLost) scheduleRevalidation();
        wasLost = false;
        reconnectDelayMs = RECONNECT_DELAY_MS.initial;
      });
      stream.addEventListener('error', () => {
        wasLost = true;
        setState('lost');
        if (stream.readyState !== EventSource.CLOSED) return;
        // Not all at the same moment: every open page lost the same server.
        reconnectTimer = setTimeout(open, reconnectDelayMs * (0.5 + Math.random()));
        reconnectDelayMs = Math.min(reconnectDelayMs * 2, RECONNECT_DELAY_MS.max);
      });
    };
    let disconnectTimer: ReturnType<typeof setTimeout> | undefined;
    const close = () => {
      clearTimeout(reconnectTimer);
      source?.close();
      source = null;
    };
    const handleVisibilityChange = () => {
      clearTimeout(disconnectTimer);
      if (document.visibilityState === 'hidden') {
        disconnectTimer = setTimeout(close, HIDDEN_DISCONNECT_MS);
      } else if (!source) {
        wasLost = true;
        setState('connecting');
        open();
      }
    };
    document.addEventListener('visibilitychange', handleVisibilityChange);
    open();
    return () => {
      document.removeEventListener('visibilitychange', handleVisibilityChange);
      clearTimeout(revalidateTimer);
      clearTimeout(disconnectTimer);
      close();
    };
  }, [guildId, isEnabled, revalidate]);
  return <LiveContext.Provider value={state}>{children}</LiveContext.Provider>;
}
