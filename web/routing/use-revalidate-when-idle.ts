import { useFetchers, useNavigation, useRevalidator } from '@remix-run/react';
import { useCallback, useEffect, useRef } from 'react';

/**
 * Loads the page's data again, once nothing else is being loaded or sent: another revalidation would
 * abort the first, or a navigation; and one that begins while a form is sent can be answered after
 * it, with data from before.
 * @returns the same function each time
 */
export function useRevalidateWhenIdle(): () => void {
  const { revalidate, state: revalidationState } = useRevalidator();
  const { state: navigationState } = useNavigation();
  const isSending = useFetchers().some(({ state }) => state !== 'idle');
  const isBusy = isSending || revalidationState !== 'idle' || navigationState !== 'idle';
  const isPending = useRef(false);
  const revalidateWhenIdle = useRef(() => {});
  revalidateWhenIdle.current = () => {
    if (isBusy) isPending.current = true;
    else revalidate();
  };
  useEffect(() => {
    if (isBusy || !isPending.current) return;
    isPending.current = false;
    revalidate();
  }, [isBusy, revalidate]);
  return useCallback(() => revalidateWhenIdle.current(), []);
}
