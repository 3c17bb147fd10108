import { useFetcher, useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { FRESH } from '../routing/keep-page.ts';

const EVERY_MS = 2_000;

/**
 * A page's own data, asked for again every 2 s (or as said) while something is under way and
 * somebody looks. Only this page's loader is asked; when it is over, everything around it is, too.
 *
 * @param loaded what the loader said; `asOf` tells which of two answers is the newer one
 */
export function useFresh<T extends { asOf: number }>(
  loaded: T,
  address: string,
  isUnderWay: (data: T) => boolean,
  everyMs = EVERY_MS,
): T {
  const { data, load, state } = useFetcher<T | null>({ key: `fresh ${address}` });
  const { revalidate } = useRevalidator();
  const asked = data as T | null | undefined;
  const newest = asked && asked.asOf > loaded.asOf ? asked : loaded;
  const goesOn = isUnderWay(newest);
  const went = useRef(goesOn);
  // One look at a time: a second one would cut off the first, and a slow answer would never come.
  const isIdle = useRef(true);
  isIdle.current = state === 'idle';
  useEffect(() => {
    if (went.current && !goesOn) revalidate();
    went.current = goesOn;
    if (!goesOn) return;
    const timer = setInterval(() => {
      if (isIdle.current && document.visibilityState === 'visible')
        load(`${address}${address.includes('?') ? '&' : '?'}${FRESH}=1`);
    }, everyMs);
    return () => clearInterval(timer);
  }, [goesOn, address, everyMs, load, revalidate]);
  return newest;
}
