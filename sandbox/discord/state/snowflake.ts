const EPOCH = 1_420_070_400_000n;
const INCREMENTS_PER_MS = 4096n;

/** Makes ids the way Discord does: time first, always growing even when the clock stands still. */
export class SnowflakeFactory {
  private lastMs = 0n;
  private increment = 0n;
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  next(): string {
    const ms = BigInt(this.now()) - EPOCH;
    if (ms > this.lastMs) {
      this.lastMs = ms;
      this.increment = 0n;
    } else if (++this.increment === INCREMENTS_PER_MS) {
      this.lastMs += 1n;
      this.increment = 0n;
    }
    return ((this.lastMs << 22n) | (1n << 17n) | this.increment).toString();
  }

  /** Continues after a restart behind every id already given. */
  advancePast(id: string): void {
    const ms = BigInt(id) >> 22n;
    if (ms >= this.lastMs) this.lastMs = ms + 1n;
  }

  get position(): string {
    return (this.lastMs << 22n).toString();
  }
}

export function getSnowflakeTime(id: string): number {
  return Number((BigInt(id) >> 22n) + EPOCH);
}

/** Numeric order of two ids without making BigInts. */
export function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

export function getShardId(guildId: string, count: number): number {
  return count <= 1 ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count));
}

export function isSnowflake(value: unknown): value is string {
  return typeof value === 'string' && /^\d{1,20}$/.test(value);
}
