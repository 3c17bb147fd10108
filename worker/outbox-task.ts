import type { Task } from 'graphile-worker';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { type DrainContext, drainTurn } from './drain-outbox.ts';

const outboxPayload = z.object({ guildId: z.string().regex(/^[0-9]{1,20}$/) });
const LEASE_MARGIN_MS = 100;
/** A guild whose place did not answer is tried again after these times; then the sweeps have it. */
const RETRY_DELAYS_MS = [2_000, 10_000, 30_000];
/** When as many own databases are drained as may be at once. */
const CUSTOMER_DATABASE_DELAY_MS = 500;

/**
 * Delivers what a guild has due, a turn's worth, and goes to the back of the queue with the rest. A
 * guild has one turn at a time in this process: what wakes it meanwhile is remembered for its end.
 * @param options.maxOwn guilds with own databases that may be drained at once: a slow one keeps its
 * place for as long as its statements take
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

  /** One turn. @returns after how many ms the next one is due; null: when somebody wakes it */
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
      // Before the next turn is asked for: it may begin while the queue still answers us.
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
      // What it could not give back is free when the lease ends.
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
