/** One line of the table; ids and bars are fixed. */
export interface Figure {
  id: string;
  value: number;
  unit: string;
  bar: number;
  better: 'lower' | 'higher';
  holds: boolean;
  note: string;
}

/** What a figure is, before it is measured. */
export type Bar = Pick<Figure, 'id' | 'unit' | 'bar' | 'better'>;

export type Measured = { value: number; note: string };

export interface Context {
  /** The sizes that the bars name, instead of quick ones. */
  full: boolean;
  /** Runs after the measure, the last one first, also when it failed or was stopped. */
  teardown(end: () => Promise<unknown>): void;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}

/** Measures one or several figures at once. */
export interface Measure {
  bars: readonly Bar[];
  /** Only with `--full`, or when asked for by `--only`. */
  isSlow?: boolean;
  /** @returns by id; a figure that could not be had is left out, never invented */
  run(context: Context): Promise<Record<string, Measured>>;
}
