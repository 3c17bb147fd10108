import { torndown } from '../../test/chaos/teardown.ts';
import type { Figure, Measure } from './types.ts';

/** Runs one measure and takes down whatever it started, also when it is stopped in the middle. */
export async function runMeasure(
  measure: Measure,
  { full, signal }: { full: boolean; signal: AbortSignal },
): Promise<Figure[]> {
  const measured = await torndown(signal, (teardown) => measure.run({ full, signal, teardown }));
  return measure.bars.flatMap((bar) => {
    const found = measured[bar.id];
    if (!found) return [];
    const holds = bar.better === 'lower' ? found.value <= bar.bar : found.value >= bar.bar;
    return [{ ...bar, ...found, holds }];
  });
}
