import { useRef } from 'react';
import type { Cluster, OwnPlace } from '../presenters/operator.ts';

const KEPT = 40;

interface Fresh {
  clusters: Cluster[];
  own: OwnPlace[];
  asOf: number;
}

/** Round trips of each place since the page was opened: nobody keeps them for longer. */
export function useHistory({ clusters, own, asOf }: Fresh): (key: string) => readonly number[] {
  const kept = useRef(new Map<string, number[]>());
  const seen = useRef(0);
  if (seen.current !== asOf) {
    seen.current = asOf;
    for (const [key, latencyMs] of [
      ...clusters.map((each) => [each.key, each.latencyMs] as const),
      ...own.map((each) => [each.guildId, each.latencyMs] as const),
    ])
      if (latencyMs !== null)
        kept.current.set(key, [...(kept.current.get(key) ?? []), latencyMs].slice(-KEPT));
  }
  return (key) => kept.current.get(key) ?? [];
}
