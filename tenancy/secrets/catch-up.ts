import { setTimeout as wait } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Clock } from './contract.ts';
import { SecretStoreError } from './error.ts';

/** Standbys of OpenBao 2.6 were 55 ms behind when measured: 25, then 50 ms later most are there. */
const FIRST_MS = 25;
const LONGEST_MS = 500;
/** An answer that stayed the same is believed at once for so long: nobody waits for what is gone. */
const BELIEVED_MS = 10_000;
const MAX_BELIEVED = 1_000;
/** For what can also be told in another way: several times as long as nodes were behind when measured. */
export const LIKELY_BEHIND_MS = 300;

/**
 * Whether an answer may come from a node that is behind.
 * @param waitedMs for how long it was asked for again
 */
export type IsBehind = (error: SecretStoreError, waitedMs: number) => boolean | Promise<boolean>;

/**
 * Nodes of a cluster answer by themselves and are behind the active one (OpenBao from 2.5, Vault
 * Enterprise's performance standbys): what was just written is missing there, conflicts, or is denied.
 */
export interface CatchUp {
  /**
   * Asks until the answer is none of a node that is behind, or for `catchUpMs`. Of those who ask for
   * the same, one asks again and the others wait for it.
   * @param what names what is asked for
   */
  until<T>(what: string, ask: () => Promise<T>, isBehind: IsBehind): Promise<T>;
  /** Ends all waiting, as `unavailable`. */
  close(): void;
}

export function createCatchUp({
  catchUpMs = 5_000,
  clock,
}: {
  catchUpMs?: number | undefined;
  clock: Clock;
}): CatchUp {
  const believed = new LRUCache<string, number>({ max: MAX_BELIEVED });
  const asking = new Map<string, Promise<void>>();
  const closing = new AbortController();
  const isBelieved = (what: string) => clock.now() < (believed.get(what) ?? 0);

  async function askAgain<T>(
    what: string,
    ask: () => Promise<T>,
    isBehind: IsBehind,
    first: SecretStoreError,
  ): Promise<T> {
    let last = first;
    for (let waitedMs = 0, ms = FIRST_MS; waitedMs < catchUpMs; ) {
      await wait(ms, undefined, { signal: closing.signal }).catch(() => {
        throw new SecretStoreError('unavailable', first.operation);
      });
      waitedMs += ms;
      ms = Math.min(ms * 2, LONGEST_MS);
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof SecretStoreError) || !(await isBehind(error, waitedMs))) throw error;
        last = error;
      }
    }
    believed.set(what, clock.now() + BELIEVED_MS);
    throw last;
  }

  return {
    async until(what, ask, isBehind) {
      for (;;) {
        try {
          return await ask();
        } catch (error) {
          if (!(error instanceof SecretStoreError) || isBelieved(what)) throw error;
          if (!(await isBehind(error, 0))) throw error;
          const other = asking.get(what);
          if (other) {
            await other;
            continue;
          }
          const work = askAgain(what, ask, isBehind, error);
          const settled = work.then(
            () => {},
            () => {},
          );
          asking.set(what, settled);
          return await work.finally(() => asking.delete(what));
        }
      }
    },
    close: () => closing.abort(),
  };
}
