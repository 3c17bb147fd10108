import { setTimeout as wait } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { SecretStoreError } from './secret-store-error.ts';
import type { Clock } from './types.ts';

/** Standbys of OpenBao 2.6 were 55 ms behind when measured: 25, then 50 ms later most are there. */
const INITIAL_DELAY_MS = 25;
const MAX_DELAY_MS = 500;
/**
 * An answer that stayed the same is believed at once for so long: nobody waits for what is gone.
 */
const TRUST_MS = 10_000;
const MAX_TRUSTED = 1_000;
/**
 * For what can also be told in another way: several times as long as nodes were behind when
 * measured.
 */
export const LIKELY_LAG_MS = 300;

/**
 * Whether an answer may come from a node that is behind.
 * @param waitedMs for how long it was asked for again
 */
export type IsStale = (error: SecretStoreError, waitedMs: number) => boolean | Promise<boolean>;

/**
 * Nodes of a cluster answer by themselves and are behind the active one (OpenBao from 2.5, Vault
 * Enterprise's performance standbys): what was just written is missing there, conflicts, or is
 * denied.
 */
export interface ReplicaRetry {
  /**
   * Asks until the answer is none of a node that is behind, or for `catchUpMs`. Of those who ask
   * for the same, one asks again and the others wait for it.
   * @param key names what is asked for
   */
  run<T>(key: string, request: () => Promise<T>, isStale: IsStale): Promise<T>;
  /** What was asked for has just changed: an answer from before is not believed any more. */
  forget(key: string): void;
  /** Ends all waiting, as `unavailable`. */
  close(): void;
}

export function createReplicaRetry({
  maxReplicaLagMs = 5_000,
  clock,
}: {
  maxReplicaLagMs?: number | undefined;
  clock: Clock;
}): ReplicaRetry {
  const trustedUntil = new LRUCache<string, number>({ max: MAX_TRUSTED });
  const inFlight = new Map<string, Promise<void>>();
  const abortController = new AbortController();
  const isTrusted = (key: string) => clock.now() < (trustedUntil.get(key) ?? 0);

  async function retryUntilCurrent<T>(
    key: string,
    request: () => Promise<T>,
    isStale: IsStale,
    first: SecretStoreError,
  ): Promise<T> {
    let lastError = first;
    for (let waitedMs = 0, delayMs = INITIAL_DELAY_MS; waitedMs < maxReplicaLagMs; ) {
      await wait(delayMs, undefined, { signal: abortController.signal }).catch(() => {
        throw new SecretStoreError('unavailable', first.operation);
      });
      waitedMs += delayMs;
      delayMs = Math.min(delayMs * 2, MAX_DELAY_MS);
      try {
        return await request();
      } catch (error) {
        if (!(error instanceof SecretStoreError) || !(await isStale(error, waitedMs))) throw error;
        lastError = error;
      }
    }
    trustedUntil.set(key, clock.now() + TRUST_MS);
    throw lastError;
  }

  return {
    async run(key, request, isStale) {
      for (;;) {
        try {
          return await request();
        } catch (error) {
          if (!(error instanceof SecretStoreError) || isTrusted(key)) throw error;
          if (!(await isStale(error, 0))) throw error;
          const runningRetry = inFlight.get(key);
          if (runningRetry) {
            await runningRetry;
            continue;
          }
          const retry = retryUntilCurrent(key, request, isStale, error);
          const settled = retry.then(
            () => {},
            () => {},
          );
          inFlight.set(key, settled);
          return await retry.finally(() => inFlight.delete(key));
        }
      }
    },
    forget: (key) => void trustedUntil.delete(key),
    close: () => abortController.abort(),
  };
}
