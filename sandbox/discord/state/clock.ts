/** A time of day (the real one, unless a test brings its own) plus what tests have skipped. */
export class Clock {
  private skipped = 0;
  private readonly listeners = new Set<() => void>();

  private readonly base: () => number;

  constructor(base: () => number = Date.now) {
    this.base = base;
  }

  now = (): number => this.base() + this.skipped;

  iso(): string {
    return new Date(this.now()).toISOString().replace('Z', '000+00:00');
  }

  advance(ms: number): void {
    this.skipped += ms;
    for (const listener of this.listeners) listener();
  }

  onAdvance(listener: () => void): void {
    this.listeners.add(listener);
  }
}
