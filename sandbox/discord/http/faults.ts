export interface FaultOptions {
  /** GET, POST, …; absent = any. */
  method?: string | undefined;
  /**
   * A route as in the request log, `*` matches anything: `/channels/:channel_id/messages`,
   * `/webhooks/*`.
   */
  route?: string | undefined;
  /** One path of that route, where the same call to other channels is to go well. */
  path?: string | undefined;
  /** How many requests it hits (default 1). */
  times?: number | undefined;
  /** The status to answer; absent with `drop`, `held` or `delayMs` alone. */
  status?: number | undefined;
  /** Discord error code of the answer (default 0). */
  code?: number | undefined;
  message?: string | undefined;
  /** Cut the connection without an answer. */
  drop?: boolean | undefined;
  /** Take the request and never answer; it ends when the caller hangs up. */
  hang?: boolean | undefined;
  /** Do what was asked first, then fail: the caller cannot know. */
  afterEffect?: boolean | undefined;
  delayMs?: number | undefined;
  /** Take the request and go on with it when it is released. */
  held?: boolean | undefined;
  /** For 429, seconds (default 1). */
  retryAfter?: number | undefined;
  global?: boolean | undefined;
  scope?: 'user' | 'global' | 'shared' | undefined;
}

export interface Fault extends FaultOptions {
  id: number;
  left: number;
  hits: number;
}

/** Trouble on order: the next requests that match are answered wrongly, late or not at all. */
export class Faults {
  private faults: (Fault & { pattern: RegExp })[] = [];
  private nextId = 1;

  add(options: FaultOptions): Fault {
    const fault = {
      ...options,
      id: this.nextId++,
      left: options.times ?? 1,
      hits: 0,
      pattern: toPattern(options.route ?? '*'),
    };
    this.faults.push(fault);
    return fault;
  }

  consume(method: string, route: string, path: string): Fault | null {
    if (this.faults.length === 0) return null;
    const fault = this.faults.find(
      (item) =>
        item.left > 0 &&
        (item.method === undefined || item.method.toUpperCase() === method) &&
        item.pattern.test(route) &&
        (item.path === undefined || item.path === path),
    );
    if (!fault) return null;
    fault.left--;
    return fault;
  }

  all(): Fault[] {
    return this.faults.map(({ pattern: _, ...fault }) => fault);
  }

  /** @returns false when no such fault is there */
  release(id: number): boolean {
    const fault = this.faults.find((item) => item.id === id);
    if (fault) fault.held = false;
    return fault !== undefined;
  }

  remove(id: number): void {
    this.faults = this.faults.filter((fault) => fault.id !== id);
  }

  clear(): void {
    this.faults = [];
  }
}

function toPattern(route: string): RegExp {
  const escaped = route.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`);
}
