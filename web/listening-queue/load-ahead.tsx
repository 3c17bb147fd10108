import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { isLoadedAhead, toAheadUrl } from './page-cache.ts';

/** How many demos are loaded before they are opened. */
const AHEAD_COUNT = 2;

interface Props {
  /** The queue's. */
  pathname: string;
  /** Of the next demos, in their order. */
  numbers: readonly number[];
}

/** Loads the next demos, one after the other: they open at once, and without a connection. */
export function LoadAhead({ pathname, numbers }: Props) {
  const [tried, setTried] = useState<readonly number[]>([]);
  const number = numbers
    .slice(0, AHEAD_COUNT)
    .find((each) => !tried.includes(each) && !isLoadedAhead(pathname, each));
  useEffect(() => {
    // What could not be loaded is tried again once there is a connection.
    const reset = () => setTried([]);
    window.addEventListener('online', reset);
    return () => window.removeEventListener('online', reset);
  }, []);
  if (number === undefined) return null;
  return (
    <LoadPage
      key={number}
      url={toAheadUrl(pathname, number)}
      onEnd={() => setTried((before) => [...before, number])}
    />
  );
}

/** Unmounted as soon as it is loaded: otherwise it would be loaded again with each change. */
function LoadPage({ url, onEnd }: { url: string; onEnd: () => void }) {
  const { load, data } = useFetcher();
  useEffect(() => load(url), [load, url]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was loaded ends it
  useEffect(() => {
    if (data) onEnd();
  }, [data]);
  return null;
}
