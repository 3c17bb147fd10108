import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

interface ServerClock {
  /** The server's time, epoch ms; the same while hydrating, then it moves on every half minute. */
  now: number;
  /** The server's time at this moment, whatever this machine's own clock says. */
  getNow: () => number;
}

const ClockContext = createContext<ServerClock>({ now: 0, getNow: () => 0 });

const TICK_MS = 30_000;

/**
 * When the server wrote `start`, on this page's own scale: about when its answer began to arrive.
 */
function getResponseStartMs(): number {
  if (typeof document === 'undefined') return 0;
  const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return page?.responseStart ?? performance.now();
}

/** One clock for the page: set by the server, so that first paint and hydration say the same. */
export function ClockProvider({ serverNow, children }: { serverNow: number; children: ReactNode }) {
  const [now, setNow] = useState(serverNow);
  const getNow = useMemo(() => {
    const responseStartMs = getResponseStartMs();
    return () => serverNow + performance.now() - responseStartMs;
  }, [serverNow]);
  useEffect(() => {
    setNow(getNow());
    const timer = setInterval(() => setNow(getNow()), TICK_MS);
    return () => clearInterval(timer);
  }, [getNow]);
  const clock = useMemo(() => ({ now, getNow }), [now, getNow]);
  return <ClockContext.Provider value={clock}>{children}</ClockContext.Provider>;
}

export const useClock = (): ServerClock => useContext(ClockContext);
