import type { Clock } from '../../secrets/types.ts';
import { ConnectionLimitError } from '../errors.ts';

interface Waiter {
  grant(): void;
}

/** A number of things that a process may have; who comes too late waits for a while. */
export class Semaphore {
  #max: number;
  #waitMs: number;
  #clock: Clock;
  #used = 0;
  #waiting: Waiter[] = [];
  #onExhausted: () => void;

  /** @param onShort asked to close what nobody uses */
  constructor(options: { max: number; waitMs: number; clock: Clock; onExhausted: () => void }) {
    this.#max = options.max;
    this.#waitMs = options.waitMs;
    this.#clock = options.clock;
    this.#onExhausted = options.onExhausted;
  }

  /** Whether somebody waits. */
  get hasWaiters(): boolean {
    return this.#waiting.length > 0;
  }

  /** @returns how to give it back @throws ConnectionLimitError when none is free in time */
  async acquire(): Promise<() => void> {
    if (this.#used >= this.#max) await this.#wait();
    else this.#used += 1;
    let isReleased = false;
    return () => {
      if (!isReleased) this.#release();
      isReleased = true;
    };
  }

  #wait(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter: Waiter = {
      grant: () => {
        cancel();
        resolve();
      },
    };
    const cancel = this.#clock.after(this.#waitMs, () => {
      this.#waiting = this.#waiting.filter((one) => one !== waiter);
      reject(new ConnectionLimitError());
    });
    this.#waiting.push(waiter);
    this.#onExhausted();
    return promise;
  }

  /** Whoever waits longest gets it; else it is free. */
  #release(): void {
    const next = this.#waiting.shift();
    if (next) next.grant();
    else this.#used -= 1;
  }
}
