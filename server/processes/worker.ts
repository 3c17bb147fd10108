import { startWorker } from '../../worker/index.ts';
import { compose, UNATTENDED_MS, untilReachable } from '../compose.ts';
import type { Env } from '../env.ts';
import type { Logger } from '../log.ts';
import type { Running } from './running.ts';

/** The worker: durable jobs. */
export async function runWorker(
  env: Env,
  log: Logger,
  stopped: AbortSignal,
): Promise<Running | null> {
  const { tenancy, deps, close } = compose(env, log, UNATTENDED_MS);
  if (!(await untilReachable(tenancy, log, stopped, 'control'))) {
    await close();
    return null;
  }
  const worker = await startWorker(
    {
      token: env.DISCORD_TOKEN,
      api: `${env.DISCORD_URL}/api`,
      botId: env.DISCORD_CLIENT_ID,
      restPerSecond: env.DISCORD_REST_PER_SECOND,
      concurrency: env.WORKER_CONCURRENCY,
      longConcurrency: env.MOVE_CONCURRENCY,
      leaseMs: env.OUTBOX_LEASE_MS,
      sweepMs: env.OUTBOX_SWEEP_MS,
    },
    { tenancy, deps, log },
    stopped,
  );
  log.info({}, 'worker.ready');
  return {
    async stop() {
      await worker.stop();
      await close();
    },
  };
}
