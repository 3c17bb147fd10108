import { startWorker, type Worker, type WorkerConfig } from '../../worker/index.ts';
import {
  BACKGROUND_STATEMENT_TIMEOUT_MS,
  createAppServices,
  waitUntilReachable,
} from '../app-services.ts';
import { INITIAL_REST_PER_SECOND, startRestBudget, toRestLimits } from '../discord/rest-budget.ts';
import type { Env } from '../env.ts';
import { startProcessHealth } from '../health/process-health.ts';
import { createWorkerMetrics } from '../health/worker-metrics.ts';
import type { Logger } from '../log.ts';
import type { RunningProcess } from './running-process.ts';

/** A worker's part of the environment. */
export const toWorkerConfig = (env: Env): WorkerConfig => ({
  token: env.DISCORD_TOKEN,
  api: `${env.DISCORD_URL}/api`,
  botId: env.DISCORD_CLIENT_ID,
  restPerSecond: toRestLimits(env).max,
  maxRestPerSecond: toRestLimits(env).max,
  concurrency: env.WORKER_CONCURRENCY,
  longConcurrency: env.MOVE_CONCURRENCY,
  egressAllowedAddresses: env.EGRESS_ALLOW,
  cdnUrl: env.DISCORD_CDN_URL,
  publicUrl: env.PUBLIC_URL,
  fileConcurrency: env.FILE_CONCURRENCY,
  fileLeaseMs: env.FILE_LEASE_MS,
  leaseMs: env.OUTBOX_LEASE_MS,
  sweepMs: env.OUTBOX_SWEEP_MS,
});

/** The worker: durable jobs. */
export async function runWorker(
  env: Env,
  log: Logger,
  stopSignal: AbortSignal,
): Promise<RunningProcess | null> {
  const { tenancy, deps, systemOperations, operationMetrics, secrets, close } = createAppServices(
    env,
    log,
    BACKGROUND_STATEMENT_TIMEOUT_MS,
  );
  let worker: Worker | null = null;
  const health = await startProcessHealth(env, {
    tenancy,
    secrets,
    log,
    isReady: () => worker?.isReady() === true,
  });
  health.registry.registerMetric(operationMetrics.seconds);
  const shutDown = async () => {
    await health.stop();
    await close();
  };
  try {
    if (!(await waitUntilReachable(tenancy, log, stopSignal, 'control'))) {
      await shutDown();
      return null;
    }
    const started = await startWorker(
      { ...toWorkerConfig(env), restPerSecond: INITIAL_REST_PER_SECOND },
      {
        tenancy,
        deps,
        operations: systemOperations,
        log,
        observer: createWorkerMetrics(
          health.registry,
          tenancy.regions.map(({ key }) => key),
        ),
      },
      stopSignal,
    );
    worker = started;
    const restBudget = startRestBudget(
      tenancy.control,
      started.restLimiter,
      toRestLimits(env),
      log,
    );
    log.info({}, 'worker.ready');
    return {
      async stop() {
        await started.stop();
        await restBudget.stop();
        await shutDown();
      },
    };
  } catch (error) {
    await shutDown();
    throw error;
  }
}
