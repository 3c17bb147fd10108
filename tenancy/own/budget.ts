import type { Clock } from '../secrets/contract.ts';
import { OwnBusyError } from './errors.ts';

interface Waiter {
  give(): void;
}

/** A number of things that a process may have; who comes too late waits for a while. */
export class Budget {
  #max: number;
  #waitMs: number;
  #clock: Clock;
  #used = 0;
  #waiting: Waiter[] = [];
  #onShort: () => void;

  /** @param onShort asked to close what nobody uses */
  constructor(options: { max: number; waitMs: number; clock: Clock; onShort: () => void }) {
    this.#max = options.max;
    this.#waitMs = options.waitMs;
    this.#clock = options.clock;
    this.#onShort = options.onShort;
  }

  /** Whether somebody waits. */
  get isShort(): boolean {
    return this.#waiting.length > 0;
  }

  /** @returns how to give it back @throws OwnBusyError when none is free in time */
  async take(): Promise<() => void> {
    if (this.#used >= this.#max) await this.#wait();
    else this.#used += 1;
    let given = false;
    return () => {
      if (!given) this.#giveBack();
      given = true;
    };
  }

  #wait(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter: Waiter = {
      give: () => {
        cancel();
        resolve();
      },
    };
    const cancel = this.#clock.after(this.#waitMs, () => {
      this.#waiting = this.#waiting.filter((one) => one !== waiter);
      reject(new OwnBusyError());
    });
    this.#waiting.push(waiter);
    this.#onShort();
    return promise;
  }

  /** Whoever waits longest gets it; else it is free. */
  #giveBack(): void {
    const next = this.#waiting.shift();
    if (next) next.give();
    else this.#used -= 1;
  }
}
