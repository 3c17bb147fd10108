import type { Task } from 'graphile-worker';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { bindActs, type Deps } from '../domain/index.ts';
import type { Tenancy } from '../tenancy/index.ts';
import { createRest } from './calls.ts';
import { type DrainContext, drainGuild } from './drain.ts';
import { keepRunning } from './job-runner.ts';
import type { Log } from './log.ts';
import { OwnBudget } from './own-budget.ts';
import { storageJobs } from './storage-jobs.ts';

export interface WorkerConfig {
  token: string;
  api: string;
  /** The application's id, which is also the bot's user id. */
  botId: string;
  /** REST calls a second that this process may make, of Discord's 50 for the bot. */
  restPerSecond: number;
  /** Jobs at once. */
  concurrency: number;
  /** How long a delivery is this worker's own; after it another one takes over. */
  leaseMs: number;
  /** How often guilds with forgotten work are looked for. */
  sweepMs: number;
}

export interface Worker {
  /** Takes nothing new, finishes what it has. */
  stop(): Promise<void>;
}

const outboxPayload = z.object({ guildId: z.string().regex(/^[0-9]{1,20}$/) });
const SWEEP_LIMIT = 500;
const LEASE_SLACK_MS = 100;
/** A guild whose place did not answer is tried again after these times; then the sweeps have it. */
const AGAIN_MS = [2_000, 10_000, 30_000];

/**
 * Runs durable jobs: deliveries when they are due, and a sweep that finds what a crash left.
 * @param stopped ends the wait for a queue that cannot be reached
 */
export async function startWorker(
  config: WorkerConfig,
  { tenancy, deps, log }: { tenancy: Tenancy; deps: Deps; log: Log },
  stopped: AbortSignal,
): Promise<Worker> {
  let stopping = false;
  const rest = createRest(config);
  const context = {
    acts: bindActs(deps),
    tenancy,
    deps,
    rest,
    renewToken: () => rest.setToken(config.token),
    botId: config.botId,
    leaseMs: config.leaseMs,
    budget: new OwnBudget(),
    log,
    isStopping: () => stopping,
  } satisfies DrainContext & { acts: unknown };
  const storage = storageJobs(context);
  const interruptions = new LRUCache<string, number>({ max: 10_000 });

  const outbox: Task = async (payload, { addJob }) => {
    const { guildId } = outboxPayload.parse(payload);
    const comeBack = (jobKey: string, afterMs: number) =>
      addJob(
        'outbox',
        { guildId },
        { jobKey, maxAttempts: 5, runAt: new Date(Date.now() + afterMs) },
      );
    try {
      const waitMs = await drainGuild(context, guildId);
      interruptions.delete(guildId);
      if (waitMs > 0) await comeBack(`outbox:${guildId}`, waitMs);
    } catch (error) {
      log.warn({ guildId, code: (error as { code?: unknown })?.code }, 'outbox.interrupted');
      const turn = interruptions.get(guildId) ?? 0;
      interruptions.set(guildId, turn + 1);
      const afterMs = AGAIN_MS[turn];
      if (afterMs === undefined) return;
      await comeBack(`outbox:${guildId}:again`, afterMs);
      // What it could not give back is free when the lease ends.
      await comeBack(`outbox:${guildId}:lease`, config.leaseMs + LEASE_SLACK_MS);
    }
  };
  const taskList = { ...storage.tasks, outbox };
  const { concurrency } = config;
  const jobs = await keepRunning({ tenancy, concurrency, taskList }, { log, stopped });

  const sweep = async (): Promise<void> => {
    const runner = jobs.current();
    if (!runner) return;
    for (const { key } of tenancy.regions) {
      try {
        for (const guildId of await tenancy.dueGuilds(key, SWEEP_LIMIT))
          await runner.addJob(
            'outbox',
            { guildId },
            { jobKey: `outbox:${guildId}`, maxAttempts: 5 },
          );
      } catch (error) {
        log.warn({ region: key, code: (error as { code?: unknown })?.code }, 'sweep.failed');
      }
    }
    await storage.sweep(runner);
  };
  let sweeping = sweep();
  const timer = setInterval(() => {
    sweeping = sweeping.then(sweep);
  }, config.sweepMs);
  const sessions = setInterval(() => {
    void tenancy.control.sweepSessions(Date.now()).catch(() => {});
  }, 3_600_000);

  return {
    async stop() {
      stopping = true;
      storage.stop();
      clearInterval(timer);
      clearInterval(sessions);
      await sweeping;
      await jobs.stop();
    },
  };
}
