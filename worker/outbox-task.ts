import type { Task } from 'graphile-worker';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { type DrainContext, drainTurn } from './drain.ts';

const outboxPayload = z.object({ guildId: z.string().regex(/^[0-9]{1,20}$/) });
const LEASE_SLACK_MS = 100;
/** A guild whose place did not answer is tried again after these times; then the sweeps have it. */
const RETRY_DELAYS_MS = [2_000, 10_000, 30_000];
/** When as many own databases are drained as may be at once. */
const OWN_DELAY_MS = 500;

/**
 * Delivers what a guild has due, a turn's worth, and goes to the back of the queue with the rest. A
 * guild has one turn at a time in this process: what wakes it meanwhile is remembered for its end.
 * @param options.maxOwn guilds with own databases that may be drained at once: a slow one keeps its
 * place for as long as its statements take
 */
export function outboxTask(context: DrainContext, { maxOwn }: { maxOwn: number }): Task {
  const { tenancy, log, leaseMs } = context;
  const running = new Set<string>();
  const wokenAgain = new Set<string>();
  const runningOwn = new Set<string>();
  const interruptions = new LRUCache<string, number>({ max: 10_000 });

  /** One turn. @returns after how many ms the next one is due; null: when somebody wakes it */
  async function turn(guildId: string): Promise<number | null> {
    if ((await tenancy.placement(guildId)).kind === 'own') {
      if (runningOwn.size >= maxOwn) return OWN_DELAY_MS;
      runningOwn.add(guildId);
    }
    const ended = await drainTurn(context, guildId, () => wokenAgain.delete(guildId));
    if (typeof ended === 'object') return ended.waitMs;
    return ended === 'more' || wokenAgain.has(guildId) ? 0 : null;
  }

  return async (payload, { addJob }) => {
    const { guildId } = outboxPayload.parse(payload);
    const key = `outbox:${guildId}`;
    const comeBack = (jobKey: string, afterMs: number) =>
      addJob(
        'outbox',
        { guildId },
        { jobKey, maxAttempts: 5, runAt: new Date(Date.now() + afterMs) },
      );
    if (running.has(guildId)) {
      wokenAgain.add(guildId);
      return;
    }
    running.add(guildId);
    let nextMs: number | null = null;
    let failure: unknown = null;
    try {
      nextMs = await turn(guildId);
      interruptions.delete(guildId);
    } catch (error) {
      failure = error ?? new Error('no error');
    } finally {
      // Before the next turn is asked for: it may begin while the queue still answers us.
      running.delete(guildId);
      runningOwn.delete(guildId);
      wokenAgain.delete(guildId);
    }
    if (failure !== null) {
      log.warn({ guildId, code: (failure as { code?: unknown }).code }, 'outbox.interrupted');
      const times = interruptions.get(guildId) ?? 0;
      interruptions.set(guildId, times + 1);
      const afterMs = RETRY_DELAYS_MS[times];
      if (afterMs === undefined) return;
      await comeBack(`${key}:again`, afterMs);
      // What it could not give back is free when the lease ends.
      await comeBack(`${key}:lease`, leaseMs + LEASE_SLACK_MS);
    } else if (nextMs === 0)
      await addJob(
        'outbox',
        { guildId },
        { jobKey: key, jobKeyMode: 'preserve_run_at', maxAttempts: 5 },
      );
    else if (nextMs !== null) await comeBack(key, nextMs);
  };
}
