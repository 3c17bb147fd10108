import { startWorker, type Worker, type WorkerConfig } from '../../worker/index.ts';
import { compose, UNATTENDED_MS, untilReachable } from '../compose.ts';
import type { Env } from '../env.ts';
import { startProcessHealth } from '../health/process-health.ts';
import { workerMetrics } from '../health/worker-metrics.ts';
import type { Logger } from '../log.ts';
import type { Running } from './running.ts';

/** A worker's part of the environment. */
export const workerConfig = (env: Env): WorkerConfig => ({
  token: env.DISCORD_TOKEN,
  api: `${env.DISCORD_URL}/api`,
  botId: env.DISCORD_CLIENT_ID,
  restPerSecond: env.DISCORD_REST_PER_SECOND,
  concurrency: env.WORKER_CONCURRENCY,
  longConcurrency: env.MOVE_CONCURRENCY,
  leaseMs: env.OUTBOX_LEASE_MS,
  sweepMs: env.OUTBOX_SWEEP_MS,
});

/** The worker: durable jobs. */
export async function runWorker(
  env: Env,
  log: Logger,
  stopped: AbortSignal,
): Promise<Running | null> {
  const { tenancy, deps, secrets, close } = compose(env, log, UNATTENDED_MS);
  let worker: Worker | null = null;
  const health = await startProcessHealth(env, {
    tenancy,
    secrets,
    log,
    isReady: () => worker?.isReady() === true,
  });
  const end = async () => {
    await health.stop();
    await close();
  };
  try {
    if (!(await untilReachable(tenancy, log, stopped, 'control'))) {
      await end();
      return null;
    }
    const started = await startWorker(
      workerConfig(env),
      { tenancy, deps, log, observer: workerMetrics(health.registry) },
      stopped,
    );
    worker = started;
    log.info({}, 'worker.ready');
    return {
      async stop() {
        await started.stop();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}
