/** A time of day (the real one, unless a test brings its own) plus what tests have skipped. */
export class Clock {
  private skippedMs = 0;
  private readonly listeners = new Set<() => void>();

  private readonly baseNow: () => number;

  constructor(baseNow: () => number = Date.now) {
    this.baseNow = baseNow;
  }

  now = (): number => this.baseNow() + this.skippedMs;

  iso(): string {
    return new Date(this.now()).toISOString().replace('Z', '000+00:00');
  }

  advance(ms: number): void {
    this.skippedMs += ms;
    for (const listener of this.listeners) listener();
  }

  onAdvance(listener: () => void): void {
    this.listeners.add(listener);
  }
}
