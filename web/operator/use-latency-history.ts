import { useRef } from 'react';
import type { ClusterStatus, PresentedCustomerDatabase } from './operator-view.ts';

const MAX_SAMPLES = 40;

interface LatencySnapshot {
  clusters: ClusterStatus[];
  own: PresentedCustomerDatabase[];
  asOf: number;
}

/** Round trips of each database since the page was opened; they are not stored. */
export function useLatencyHistory({
  clusters,
  own,
  asOf,
}: LatencySnapshot): (key: string) => readonly number[] {
  const samples = useRef(new Map<string, number[]>());
  const lastAsOf = useRef(0);
  if (lastAsOf.current !== asOf) {
    lastAsOf.current = asOf;
    for (const [key, latencyMs] of [
      ...clusters.map((each) => [each.key, each.latencyMs] as const),
      ...own.map((each) => [each.guildId, each.latencyMs] as const),
    ])
      if (latencyMs !== null)
        samples.current.set(
          key,
          [...(samples.current.get(key) ?? []), latencyMs].slice(-MAX_SAMPLES),
        );
  }
  return (key) => samples.current.get(key) ?? [];
}
