import { withTeardown } from '../../test/chaos/with-teardown.ts';
import type { Benchmark, BenchmarkResult } from './types.ts';

/** Runs one measure and takes down whatever it started, also when it is stopped in the middle. */
export async function runBenchmark(
  benchmark: Benchmark,
  { isFull, signal }: { isFull: boolean; signal: AbortSignal },
): Promise<BenchmarkResult[]> {
  const measuredValues = await withTeardown(signal, (teardown) =>
    benchmark.run({ isFull, signal, teardown }),
  );
  return benchmark.targets.flatMap((target) => {
    const measured = measuredValues[target.id];
    if (!measured) return [];
    const holds =
      target.bar === null ||
      (target.better === 'lower' ? measured.value <= target.bar : measured.value >= target.bar);
    return [{ ...target, ...measured, holds }];
  });
}
