/** Real time plus what tests have skipped: an hour-old message costs no hour. */
export class Clock {
  private skipped = 0;
  private readonly listeners = new Set<() => void>();

  now = (): number => Date.now() + this.skipped;

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
