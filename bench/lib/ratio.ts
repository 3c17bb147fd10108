import { quantile, rounded, spread, timed } from './stats.ts';
import type { Measured } from './types.ts';

interface Sides {
  /** What is judged, and what it is held against. */
  ours: () => Promise<unknown>;
  bare: () => Promise<unknown>;
}

/** Calls of one side in a row: long enough that what a call leaves behind is its own side's cost. */
const BLOCK = 20;
const BLOCKS = 5;

/**
 * Both sides in the same process and minute, in turns of BLOCK calls; who begins changes with each
 * round. A round gives the ratio of its two medians; the figure is the median of the rounds.
 */
export async function ratioOf(
  { ours, bare }: Sides,
  { rounds, signal }: { rounds: number; signal: AbortSignal },
): Promise<Measured> {
  const ratios: number[] = [];
  const all = { ours: [] as number[], bare: [] as number[] };
  for (let round = -1; round < rounds; round++) {
    const times = { ours: [] as number[], bare: [] as number[] };
    const order = round % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const);
    for (let block = 0; block < BLOCKS; block++)
      for (const side of order) {
        signal.throwIfAborted();
        const work = side === 'ours' ? ours : bare;
        for (let call = 0; call < BLOCK; call++) times[side].push(await timed(work));
      }
    // The first round warms plans, pools and the JIT up.
    if (round < 0) continue;
    ratios.push(quantile(times.ours, 0.5) / quantile(times.bare, 0.5));
    all.ours.push(...times.ours);
    all.bare.push(...times.bare);
  }
  const micro = (values: number[]) => Math.round(quantile(values, 0.5) * 1_000);
  return {
    value: rounded(quantile(ratios, 0.5), 3),
    note: `p50 ${micro(all.ours)} / ${micro(all.bare)} µs, ${rounds} rounds of ${BLOCK * BLOCKS}, ${spread(ratios)}`,
  };
}
