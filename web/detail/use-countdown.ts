import { useEffect, useState } from 'react';
import { useClock } from '../times/clock.tsx';

/** Whole seconds until a moment of the server's clock; null without one. Ticks once a second. */
export function useCountdown(until: number | null): number | null {
  const { now, read } = useClock();
  const [at, setAt] = useState(now);
  useEffect(() => {
    if (until === null) return;
    const tick = () => {
      setAt(read());
      if (read() >= until) clearInterval(timer);
    };
    const timer = setInterval(tick, 1_000);
    tick();
    return () => clearInterval(timer);
  }, [until, read]);
  return until === null ? null : Math.max(0, Math.round((until - at) / 1_000));
}
