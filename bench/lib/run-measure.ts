import type { Figure, Measure } from './types.ts';

/** Runs one measure and takes down whatever it started, also when it is stopped in the middle. */
export async function runMeasure(
  measure: Measure,
  { full, signal }: { full: boolean; signal: AbortSignal },
): Promise<Figure[]> {
  const ends: (() => Promise<unknown>)[] = [];
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
  });
  const work = measure.run({ full, signal, teardown: (end) => ends.push(end) });
  try {
    const measured = await Promise.race([work, aborted]);
    return measure.bars.flatMap((bar) => {
      const found = measured[bar.id];
      if (!found) return [];
      const holds = bar.better === 'lower' ? found.value <= bar.bar : found.value >= bar.bar;
      return [{ ...bar, ...found, holds }];
    });
  } finally {
    for (const end of ends.reverse()) await end().catch(() => {});
    await work.catch(() => {});
  }
}
