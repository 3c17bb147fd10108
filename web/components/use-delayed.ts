import { useEffect, useState } from 'react';

/** True once something has been pending for `ms`; what is quicker shows no sign of waiting. */
export function useDelayed(isPending: boolean, delayMs = 150): boolean {
  const [isDelayOver, setDelayOver] = useState(false);
  useEffect(() => {
    if (!isPending) return setDelayOver(false);
    const timer = setTimeout(() => setDelayOver(true), delayMs);
    return () => clearTimeout(timer);
  }, [isPending, delayMs]);
  return isPending && isDelayOver;
}
