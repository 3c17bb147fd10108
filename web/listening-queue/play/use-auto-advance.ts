import { useCallback, useEffect, useState } from 'react';
import { readAutoAdvance, saveAutoAdvance } from './auto-advance-preference.ts';

/** The switch; on until the browser has told what was chosen. */
export function useAutoAdvance(): [isOn: boolean, change: (isOn: boolean) => void] {
  const [isOn, setOn] = useState(true);
  useEffect(() => setOn(readAutoAdvance()), []);
  const change = useCallback((next: boolean) => {
    saveAutoAdvance(next);
    setOn(next);
  }, []);
  return [isOn, change];
}
