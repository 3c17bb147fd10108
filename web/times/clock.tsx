import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

interface Clock {
  /** The server's time, epoch ms; the same while hydrating, then it moves on every half minute. */
  now: number;
  /** The server's time at this moment, whatever this machine's own clock says. */
  read: () => number;
}

const Clocks = createContext<Clock>({ now: 0, read: () => 0 });

const TICK_MS = 30_000;

/** When the server wrote `start`, on this page's own scale: about when its answer began to arrive. */
function answeredAt(): number {
  if (typeof document === 'undefined') return 0;
  const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return page?.responseStart ?? performance.now();
}

/** One clock for the page: set by the server, so that first paint and hydration say the same. */
export function ClockProvider({ start, children }: { start: number; children: ReactNode }) {
  const [now, setNow] = useState(start);
  const read = useMemo(() => {
    const since = answeredAt();
    return () => start + performance.now() - since;
  }, [start]);
  useEffect(() => {
    setNow(read());
    const timer = setInterval(() => setNow(read()), TICK_MS);
    return () => clearInterval(timer);
  }, [read]);
  const clock = useMemo(() => ({ now, read }), [now, read]);
  return <Clocks.Provider value={clock}>{children}</Clocks.Provider>;
}

export const useClock = (): Clock => useContext(Clocks);
