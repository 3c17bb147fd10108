import { useEffect, useState } from 'react';
import { useClock } from '../times/clock.tsx';

/** Whole seconds until a moment of the server's clock; null without one. Ticks once a second. */
export function useCountdown(endsAt: number | null): number | null {
  const { now, getNow } = useClock();
  const [nowMs, setNowMs] = useState(now);
  useEffect(() => {
    if (endsAt === null) return;
    const tick = () => {
      setNowMs(getNow());
      if (getNow() >= endsAt) clearInterval(timer);
    };
    const timer = setInterval(tick, 1_000);
    tick();
    return () => clearInterval(timer);
  }, [endsAt, getNow]);
  return endsAt === null ? null : Math.max(0, Math.round((endsAt - nowMs) / 1_000));
}
