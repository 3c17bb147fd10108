import { useFetcher, useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { POLL_PARAM } from '../routing/search-params.ts';

const POLL_INTERVAL_MS = 2_000;

/**
 * Polls a page's own loader (every 2 s by default) while something is in progress and the page is
 * visible. When that ends, it revalidates the whole page.
 *
 * @param loaded what the loader said; `asOf` tells which of two answers is the newer one
 */
export function usePolling<T extends { asOf: number }>(
  loaded: T,
  url: string,
  isInProgress: (data: T) => boolean,
  intervalMs = POLL_INTERVAL_MS,
): T {
  const { data, load, state } = useFetcher<T | null>({ key: `fresh ${url}` });
  const { revalidate } = useRevalidator();
  const polled = data as T | null | undefined;
  const newest = polled && polled.asOf > loaded.asOf ? polled : loaded;
  const shouldPoll = isInProgress(newest);
  const wasPolling = useRef(shouldPoll);
  // One request at a time: another would abort the first, and a slow response would never arrive.
  const isIdle = useRef(true);
  isIdle.current = state === 'idle';
  useEffect(() => {
    if (wasPolling.current && !shouldPoll) revalidate();
    wasPolling.current = shouldPoll;
    if (!shouldPoll) return;
    const timer = setInterval(() => {
      if (isIdle.current && document.visibilityState === 'visible')
        load(`${url}${url.includes('?') ? '&' : '?'}${POLL_PARAM}=1`);
    }, intervalMs);
    return () => clearInterval(timer);
  }, [shouldPoll, url, intervalMs, load, revalidate]);
  return newest;
}
