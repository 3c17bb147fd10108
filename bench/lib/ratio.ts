import { formatSpread, measureMs, quantile, roundTo } from './stats.ts';
import type { MeasuredValue } from './types.ts';

interface Contenders {
  /** What is judged, and what it is held against. */
  subject: () => Promise<unknown>;
  baseline: () => Promise<unknown>;
}

/**
 * Calls of one side in a row: long enough that what a call leaves behind is its own side's cost.
 */
const CALLS_PER_BLOCK = 20;
const BLOCKS_PER_ROUND = 5;

/**
 * Both sides in the same process and minute, in turns of BLOCK calls; who begins changes with each
 * round. A round gives the ratio of its two medians; the figure is the median of the rounds.
 */
export async function measureRatio(
  { subject, baseline }: Contenders,
  { rounds, signal }: { rounds: number; signal: AbortSignal },
): Promise<MeasuredValue> {
  const ratios: number[] = [];
  const all = { ours: [] as number[], bare: [] as number[] };
  for (let round = -1; round < rounds; round++) {
    const times = { ours: [] as number[], bare: [] as number[] };
    const order = round % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const);
    for (let block = 0; block < BLOCKS_PER_ROUND; block++)
      for (const side of order) {
        signal.throwIfAborted();
        const work = side === 'ours' ? subject : baseline;
        for (let call = 0; call < CALLS_PER_BLOCK; call++) times[side].push(await measureMs(work));
      }
    // The first round warms plans, pools and the JIT up.
    if (round < 0) continue;
    ratios.push(quantile(times.ours, 0.5) / quantile(times.bare, 0.5));
    all.ours.push(...times.ours);
    all.bare.push(...times.bare);
  }
  const medianMicroseconds = (values: number[]) => Math.round(quantile(values, 0.5) * 1_000);
  return {
    value: roundTo(quantile(ratios, 0.5), 3),
    note: `p50 ${medianMicroseconds(all.ours)} / ${medianMicroseconds(all.bare)} µs, ${rounds} rounds of ${CALLS_PER_BLOCK * BLOCKS_PER_ROUND}, ${formatSpread(ratios)}`,
  };
}
