import { Gauge, type Registry } from 'prom-client';
import type { SecretStore, ServiceHealth, Tenancy } from '../../tenancy/index.ts';
import type { Logger } from '../log.ts';

const INTERVAL_MS = 5_000;

/** The state of this process's dependencies at the last probe. */
export interface ServicesSnapshot extends ServiceHealth {
  vault: Awaited<ReturnType<SecretStore['health']>>;
  /** Epoch ms. */
  at: number;
}

export interface ServiceProbe {
  /** The last snapshot; at the start it waits for the first one, a few seconds at most. */
  latest(): Promise<ServicesSnapshot>;
  stop(): void;
}

/**
 * Probes everything that this process depends on every five seconds, so that health requests (from
 * load balancers, strangers, the operator console) cost the databases nothing.
 */
export function startServiceProbe(dependencies: {
  tenancy: Pick<Tenancy, 'status'>;
  secrets: Pick<SecretStore, 'health'>;
  registry: Registry;
  log: Logger;
}): ServiceProbe {
  const { tenancy, secrets, registry, log } = dependencies;
  const gauges = createGauges(registry);
  let latest: Promise<ServicesSnapshot>;
  let previousStates = new Map<string, string>();
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function poll(): Promise<ServicesSnapshot> {
    const [health, vault] = await Promise.all([tenancy.status.services(), secrets.health()]);
    const snapshot = { ...health, vault, at: Date.now() };
    latest = Promise.resolve(snapshot);
    const currentStates = toStates(snapshot);
    for (const [service, state] of currentStates)
      if (previousStates.get(service) !== state) log.info({ service, state }, 'service.changed');
    previousStates = currentStates;
    gauges.set(snapshot);
    if (!isStopped) {
      timer = setTimeout(poll, INTERVAL_MS);
      timer.unref();
    }
    return snapshot;
  }
  latest = poll();

  return {
    latest: () => latest,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

function toStates({ control, regions, buckets, vault }: ServicesSnapshot): Map<string, string> {
  return new Map([
    ...[control, ...regions].map((database): [string, string] => [
      database.key,
      databaseState(database),
    ]),
    ...buckets.map(({ key, isUp }): [string, string] => [
      `bucket ${key}`,
      isUp ? 'ok' : 'unreachable',
    ]),
    ['vault', vault],
  ]);
}

/** A database's state in one word: what hinders most. */
export function databaseState({ latencyMs, isReadOnly, isFull }: ServiceHealth['control']) {
  if (latencyMs === null) return 'unreachable';
  if (isFull) return 'full';
  return isReadOnly ? 'read_only' : 'ok';
}

/** Gauges by service. Regions are few, so their keys may be labels. */
function createGauges(registry: Registry) {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `vektra_${name}`, help, labelNames, registers: [registry] });
  const up = gauge('database_up', 'Whether the database responds', ['database']);
  const writable = gauge('database_writable', 'Whether the database accepts writes', ['database']);
  const latency = gauge('database_latency_seconds', 'Round-trip time of a statement', ['database']);
  const bucketUp = gauge('bucket_up', "Whether the region's bucket or folder responds", ['region']);
  const vaultUp = gauge('vault_up', 'Whether Vault is active');
  const waiting = gauge('jobs_waiting', 'Due jobs that no worker has taken');
  const oldest = gauge('jobs_oldest_seconds', 'Age of the oldest due job');
  return {
    set({ control, regions, buckets, vault, queue }: ServicesSnapshot) {
      for (const database of [control, ...regions]) {
        const label = { database: database.key };
        up.set(label, database.latencyMs === null ? 0 : 1);
        writable.set(label, databaseState(database) === 'ok' ? 1 : 0);
        if (database.latencyMs !== null) latency.set(label, database.latencyMs / 1_000);
        else latency.remove(label);
      }
      for (const { key, isUp } of buckets) bucketUp.set({ region: key }, isUp ? 1 : 0);
      vaultUp.set(vault === 'active' ? 1 : 0);
      waiting.set(queue?.waiting ?? 0);
      oldest.set((queue?.oldestMs ?? 0) / 1_000);
    },
  };
}
