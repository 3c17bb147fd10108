/** One line of the table; ids and bars are fixed. */
export interface BenchmarkResult {
  id: string;
  value: number;
  unit: string;
  /** Null: it is reported, and held against nothing. */
  bar: number | null;
  better: 'lower' | 'higher';
  holds: boolean;
  note: string;
}

/** What a figure is, before it is measured. */
export type BenchmarkTarget = Pick<BenchmarkResult, 'id' | 'unit' | 'bar' | 'better'>;

export type MeasuredValue = { value: number; note: string };

export interface BenchmarkContext {
  /** The sizes that the bars name, instead of quick ones. */
  isFull: boolean;
  /** Runs after the measure, the last one first, also when it failed or was stopped. */
  teardown(stop: () => Promise<unknown>): void;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}

/** Measures one or several figures at once. */
export interface Benchmark {
  targets: readonly BenchmarkTarget[];
  /** Only with `--full`, or when asked for by `--only`. */
  isSlow?: boolean;
  /** @returns by id; a figure that could not be had is left out, never invented */
  run(context: BenchmarkContext): Promise<Record<string, MeasuredValue>>;
}
