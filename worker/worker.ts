import { bindActs, type Deps } from '../domain/index.ts';
import type { Tenancy } from '../tenancy/index.ts';
import { createRest } from './calls.ts';
import { ChannelOwners } from './deliver/channel-owners.ts';
import { deliverers } from './deliver/index.ts';
import type { DrainContext } from './drain.ts';
import { keepRunning } from './job-runner.ts';
import type { Log } from './log.ts';
import { outboxTask } from './outbox-task.ts';
import { OwnBudget } from './own-budget.ts';
import { RestBudget } from './rest-budget.ts';
import { longTasks, parkedTask } from './storage-jobs.ts';
import { startSweeps } from './sweeps.ts';

export interface WorkerConfig {
  token: string;
  api: string;
  /** The application's id, which is also the bot's user id. */
  botId: string;
  /** REST calls a second that this process may make, of Discord's 50 for the bot. */
  restPerSecond: number;
  /** Guilds that are delivered for at once. */
  concurrency: number;
  /** Moves and migrations of own databases at once. */
  longConcurrency: number;
  /** How long a delivery is this worker's own; after it another one takes over. */
  leaseMs: number;
  /** How often guilds with forgotten work are looked for. */
  sweepMs: number;
}

export interface Worker {
  /** Takes nothing new, finishes what it has. */
  stop(): Promise<void>;
}

/**
 * Runs durable jobs: deliveries when they are due, moves, migrations, and sweeps that find what a
 * crash left.
 * @param stopped ends the wait for a queue that cannot be reached
 */
export async function startWorker(
  config: WorkerConfig,
  { tenancy, deps, log }: { tenancy: Tenancy; deps: Deps; log: Log },
  stopped: AbortSignal,
  /** What this version can deliver; another set stands in for another version. */
  kinds: DrainContext['deliverers'] = deliverers,
): Promise<Worker> {
  const stopping = new AbortController();
  const rest = createRest(config);
  const restBudget = new RestBudget(config.restPerSecond);
  const context = {
    acts: bindActs(deps),
    tenancy,
    deps,
    rest,
    restBudget,
    deliverers: kinds,
    channelOwners: new ChannelOwners(),
    renewToken: () => rest.setToken(config.token),
    botId: config.botId,
    leaseMs: config.leaseMs,
    budget: new OwnBudget(),
    log,
    stopping: stopping.signal,
  } satisfies DrainContext & { acts: unknown };
  const { concurrency, longConcurrency } = config;
  const outbox = outboxTask(context, { maxOwn: Math.max(1, Math.floor(concurrency / 2)) });
  const [jobs, longJobs] = await Promise.all([
    keepRunning(
      { tenancy, concurrency, taskList: { outbox, parked: parkedTask(context) } },
      { log, stopped },
    ),
    keepRunning(
      { tenancy, concurrency: longConcurrency, taskList: longTasks(context) },
      { log, stopped },
    ),
  ]);
  const sweeps = startSweeps(context, () => jobs.current(), config.sweepMs);

  return {
    async stop() {
      stopping.abort();
      restBudget.close();
      await Promise.all([sweeps.stop(), jobs.stop(), longJobs.stop()]);
    },
  };
}
