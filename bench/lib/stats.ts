/** @param fraction 0.5 for the median, 0.99 for p99 */
export function quantile(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const index = Math.ceil(fraction * sorted.length) - 1;
  return sorted[Math.min(sorted.length - 1, Math.max(0, index))] ?? Number.NaN;
}

/** Half of the middle half, in per cent of the median: how far rounds lie apart. */
export function formatSpread(values: readonly number[]): string {
  const half = (quantile(values, 0.75) - quantile(values, 0.25)) / 2;
  return `±${((half / quantile(values, 0.5)) * 100).toFixed(1)} %`;
}

export const roundTo = (value: number, digits: number): number => Number(value.toFixed(digits));

/** ms that `work` takes. */
export async function measureMs(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
