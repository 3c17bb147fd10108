import type { Task } from 'graphile-worker';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { DrainContext } from './drain-context.ts';
import { drainTurn } from './drain-outbox.ts';

const outboxPayload = z.object({ guildId: z.string().regex(/^[0-9]{1,20}$/) });
const LEASE_MARGIN_MS = 100;
/** Retries when a guild's database is unavailable; afterwards the sweeps retry it. */
const RETRY_DELAYS_MS = [2_000, 10_000, 30_000];
/** Delay while the maximum of customer databases is being drained. */
const CUSTOMER_DATABASE_DELAY_MS = 500;

/**
 * Delivers what a guild has due, a turn's worth, and goes to the back of the queue with the rest. A
 * guild has one turn at a time in this process: what wakes it meanwhile is remembered for its end.
 * @param options.maxCustomerDatabases how many may be drained at once: a slow one occupies its slot
 * for as long as its statements take
 */
export function createOutboxTask(
  context: DrainContext,
  { maxCustomerDatabases }: { maxCustomerDatabases: number },
): Task {
  const { tenancy, log, leaseMs } = context;
  const running = new Set<string>();
  const wokenDuringTurn = new Set<string>();
  const runningCustomerDatabases = new Set<string>();
  const interruptionCounts = new LRUCache<string, number>({ max: 10_000 });

  /** @returns ms until the next turn is due; null: at the next wake-up */
  async function runTurn(guildId: string): Promise<number | null> {
    if ((await tenancy.getPlacement(guildId)).kind === 'own') {
      if (runningCustomerDatabases.size >= maxCustomerDatabases) return CUSTOMER_DATABASE_DELAY_MS;
      runningCustomerDatabases.add(guildId);
    }
    const result = await drainTurn(context, guildId, () => wokenDuringTurn.delete(guildId));
    if (typeof result === 'object') return result.waitMs;
    return result === 'more' || wokenDuringTurn.has(guildId) ? 0 : null;
  }

  return async (payload, { addJob }) => {
    const { guildId } = outboxPayload.parse(payload);
    const key = `outbox:${guildId}`;
    const requeue = (jobKey: string, afterMs: number) =>
      addJob(
        'outbox',
        { guildId },
        { jobKey, maxAttempts: 5, runAt: new Date(Date.now() + afterMs) },
      );
    if (running.has(guildId)) {
      wokenDuringTurn.add(guildId);
      return;
    }
    running.add(guildId);
    let nextMs: number | null = null;
    let failure: unknown = null;
    try {
      nextMs = await runTurn(guildId);
      interruptionCounts.delete(guildId);
    } catch (error) {
      failure = error ?? new Error('no error');
    } finally {
      // Before the next turn is queued: it may start before addJob returns.
      running.delete(guildId);
      runningCustomerDatabases.delete(guildId);
      wokenDuringTurn.delete(guildId);
    }
    if (failure !== null) {
      log.warn({ guildId, code: (failure as { code?: unknown }).code }, 'outbox.interrupted');
      const interruptionCount = interruptionCounts.get(guildId) ?? 0;
      interruptionCounts.set(guildId, interruptionCount + 1);
      const afterMs = RETRY_DELAYS_MS[interruptionCount];
      if (afterMs === undefined) return;
      await requeue(`${key}:again`, afterMs);
      // Rows that could not be released are free when the lease ends.
      await requeue(`${key}:lease`, leaseMs + LEASE_MARGIN_MS);
    } else if (nextMs === 0)
      await addJob(
        'outbox',
        { guildId },
        { jobKey: key, jobKeyMode: 'preserve_run_at', maxAttempts: 5 },
      );
    else if (nextMs !== null) await requeue(key, nextMs);
  };
}
