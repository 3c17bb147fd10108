import { useEffect, useState } from 'react';

/** True once something has been pending for `ms`; what is quicker shows no sign of waiting. */
export function useLate(isPending: boolean, ms = 150): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isPending) return setLate(false);
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [isPending, ms]);
  return isPending && isLate;
}
