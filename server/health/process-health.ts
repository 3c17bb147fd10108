import { collectDefaultMetrics, Registry } from 'prom-client';
import type { SecretStore, Tenancy } from '../../tenancy/index.ts';
import type { Env } from '../env.ts';
import type { Logger } from '../log.ts';
import { startServiceProbe } from '../services/probe.ts';
import { startHealthServer } from './health-server.ts';
import { startWorkMetrics } from './work-metrics.ts';

/** What watches a bot or a worker. */
export interface ProcessHealth {
  registry: Registry;
  stop(): Promise<void>;
}

/**
 * Figures of a process and, where HEALTH_PORT says so, a port that tells them.
 * @param isReady whether it does its work now
 */
export async function startProcessHealth(
  env: Pick<Env, 'HEALTH_PORT' | 'HOST'>,
  dependencies: { tenancy: Tenancy; secrets: SecretStore; log: Logger; isReady(): boolean },
): Promise<ProcessHealth> {
  const registry = new Registry();
  if (env.HEALTH_PORT === 0) return { registry, stop: async () => {} };
  collectDefaultMetrics({ register: registry, prefix: 'vektra_' });
  const probe = startServiceProbe({ ...dependencies, registry });
  const workMetrics = startWorkMetrics(registry, { ...dependencies, probe });
  const stopProbes = () => {
    probe.stop();
    workMetrics.stop();
  };
  try {
    const address = { port: env.HEALTH_PORT, host: env.HOST };
    const listener = await startHealthServer(address, { ...dependencies, registry, probe });
    dependencies.log.info({ port: env.HEALTH_PORT }, 'health.listening');
    return {
      registry,
      async stop() {
        stopProbes();
        await listener.stop();
      },
    };
  } catch (error) {
    stopProbes();
    throw error;
  }
}
