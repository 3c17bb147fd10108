import { en } from '../bot/messages/catalogue.ts';
import type { Deps, SystemOperations } from '../domain/index.ts';
import { createTranslators } from '../domain/text/translator.ts';
import type { Tenancy } from '../tenancy/index.ts';
import { createAudioAnalyzer, findFfmpeg } from './audio/index.ts';
import { groupByKind } from './deliver/by-kind.ts';
import { ChannelOwnership } from './deliver/channel-ownership.ts';
import { deliverers } from './deliverers.ts';
import { DeliveryQuota } from './delivery-quota.ts';
import { createRestClient } from './discord-calls.ts';
import type { DrainContext } from './drain-context.ts';
import { CallSlots } from './egress/call-slots.ts';
import { createEgress, type Egress } from './egress/index.ts';
import { FileQueue } from './files/file-queue.ts';
import { processFile } from './files/process-file.ts';
import { startJobRunner } from './job-runner.ts';
import { taskNameForKind } from './leave-unknown-kinds.ts';
import type { Log } from './log.ts';
import { noObserver, type WorkerObserver } from './observer.ts';
import { createOutboxTask } from './outbox-task.ts';
import { createAllEntitlementsTask, createEntitlementsTask } from './plans/sync-entitlements.ts';
import { RestRateLimiter } from './rest-rate-limiter.ts';
import { createGreetingTask } from './setup/greeting.ts';
import { createDeferredSubmissionsTask, createLongTasks } from './storage-tasks.ts';
import { startSweeps } from './sweeps.ts';

/** Files beyond these wait in their guild's outbox. */
const FILE_QUEUE_LIMITS = { maxWaitingPerGuild: 50, maxGuilds: 1_000 };

/** Files that are held in memory at once to be posted on Discord, 10 MiB each. */
const MAX_POSTED_FILES = 2;

export interface WorkerConfig {
  token: string;
  api: string;
  /** The application's id, which is also the bot's user id. */
  botId: string;
  /** REST calls per second that this process may make until its limiter is told otherwise. */
  restPerSecond: number;
  /** The most that it may ever make in a second. */
  maxRestPerSecond: number;
  /** Guilds that are delivered for at once. */
  concurrency: number;
  /** Moves and migrations of customer databases at once. */
  longConcurrency: number;
  /** Addresses that users' links may lead to although they are not public: CIDRs or `ip:port`. */
  egressAllowedAddresses: readonly string[];
  /** Origin of Discord's CDN, where uploaded files are fetched. */
  cdnUrl: string;
  /** Where people open the dashboard; without a slash at its end. */
  publicUrl: string;
  /** Files that are fetched and analyzed at once. */
  fileConcurrency: number;
  /** How long a file is leased to this worker, ms; while it works, it extends the lease. */
  fileLeaseMs: number;
  /** How long a delivery is leased to this worker, ms; another one takes over afterwards. */
  leaseMs: number;
  /** Interval of the sweeps that find forgotten work, ms. */
  sweepMs: number;
}

export interface Worker {
  /** What limits its calls to Discord. */
  restLimiter: Pick<RestRateLimiter, 'setPerSecond' | 'takeDemand'>;
  /** Whether it takes jobs at present. */
  isReady(): boolean;
  /** Takes no new jobs and finishes those that run. */
  stop(): Promise<void>;
}

/**
 * Runs durable jobs: deliveries when they are due, moves, migrations, and sweeps that find what a
 * crash left.
 * @param stopSignal ends the wait for a queue that cannot be reached
 */
export async function startWorker(
  config: WorkerConfig,
  dependencies: {
    tenancy: Tenancy;
    deps: Deps;
    operations: SystemOperations;
    log: Log;
    observer?: WorkerObserver;
    /** Instead of those of this version; a test uses others to act as another version. */
    deliverers?: DrainContext['deliverers'];
    /** Instead of translators over the catalogues. */
    translatorFor?: DrainContext['translatorFor'];
    /** Instead of one that calls what links name: a test has no public servers. */
    egress?: Egress;
  },
  stopSignal: AbortSignal,
): Promise<Worker> {
  const { tenancy, deps, log, observer = noObserver } = dependencies;
  const { concurrency, longConcurrency, egressAllowedAddresses } = config;
  // So many deliveries at most wait for foreign servers.
  const maxWaiting = Math.max(1, Math.floor(concurrency / 2));
  const stopController = new AbortController();
  const rest = createRestClient(config, observer.onDiscordResponse);
  const restLimiter = new RestRateLimiter(config.restPerSecond);
  const analyzer = createAudioAnalyzer({ ffmpegPath: await findFfmpeg() });
  const { signal } = stopController;
  const fileQueue = new FileQueue(
    (file) =>
      processFile(
        {
          tenancy,
          analyzer,
          cdnUrl: config.cdnUrl,
          leaseMs: config.fileLeaseMs,
          log,
          stopSignal: signal,
        },
        file,
      ),
    { ...FILE_QUEUE_LIMITS, maxRunning: config.fileConcurrency },
  );
  const context = {
    operations: dependencies.operations,
    tenancy,
    deps,
    rest,
    restLimiter,
    egress:
      dependencies.egress ??
      createEgress({
        guard: tenancy.createEgressGuard({ allowedAddresses: egressAllowedAddresses }),
        allowedAddresses: egressAllowedAddresses,
        maxCalls: maxWaiting,
      }),
    fileQueue,
    postedFileSlots: new CallSlots({ max: MAX_POSTED_FILES, maxPerGuild: 1 }),
    deliverers: dependencies.deliverers ?? groupByKind(deliverers),
    observer,
    translatorFor: dependencies.translatorFor ?? createTranslators({ en }),
    channelOwners: new ChannelOwnership(),
    restoreToken: () => rest.setToken(config.token),
    botId: config.botId,
    publicUrl: config.publicUrl,
    leaseMs: config.leaseMs,
    deliveryQuota: new DeliveryQuota(),
    log,
    stopSignal: signal,
  } satisfies DrainContext & { operations: unknown };
  const outbox = createOutboxTask(context, { maxCustomerDatabases: maxWaiting });
  // An older worker wakes those that know what it left.
  const tasksByKind = Object.fromEntries(
    Object.keys(context.deliverers).map((kind) => [taskNameForKind(kind), outbox]),
  );
  const [jobs, longJobs] = await Promise.all([
    startJobRunner(
      {
        tenancy,
        concurrency,
        taskList: {
          ...tasksByKind,
          outbox,
          parked: createDeferredSubmissionsTask(context),
          greeting: createGreetingTask(context),
          entitlements: createEntitlementsTask(context),
        },
      },
      { log, stopSignal },
    ),
    startJobRunner(
      {
        tenancy,
        concurrency: longConcurrency,
        taskList: {
          ...createLongTasks(context),
          all_entitlements: createAllEntitlementsTask(context),
        },
      },
      { log, stopSignal },
    ),
  ]);
  const sweeps = startSweeps(context, () => jobs.current(), config.sweepMs);

  return {
    restLimiter,
    isReady: () => jobs.current() !== null,
    async stop() {
      stopController.abort();
      restLimiter.close();
      await Promise.all([sweeps.stop(), jobs.stop(), longJobs.stop(), fileQueue.close()]);
      await analyzer.close();
    },
  };
}
