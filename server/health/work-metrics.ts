import { Gauge, type Registry } from 'prom-client';
import type { Tenancy } from '../../tenancy/index.ts';
import type { Logger } from '../log.ts';
import type { ServiceProbe } from '../services/probe.ts';

const INTERVAL_MS = 15_000;
/** Set also at 0: Prometheus sees no increase in a series that has only just appeared. */
const MOVE_STATES = ['running', 'paused', 'aborting', 'failed'];

/**
 * Reads the state of background work every 15 s, however often metrics are scraped. It starts after
 * the probe's first result, so that it does not delay readiness.
 */
export function startWorkMetrics(
  registry: Registry,
  {
    tenancy,
    log,
    probe,
  }: { tenancy: Pick<Tenancy, 'status'>; log: Logger; probe: Pick<ServiceProbe, 'latest'> },
): { stop(): void } {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `vektra_${name}`, help, labelNames, registers: [registry] });
  const oldestDue = gauge(
    'outbox_oldest_due_seconds',
    'Age of the oldest due delivery, by region',
    ['region'],
  );
  const deadLetters = gauge('dead_letters', 'Deliveries that failed for good, by region', [
    'region',
  ]);
  const moves = gauge('moves', 'Active moves, and moves that failed within the last week', [
    'state',
  ]);
  const outages = gauge('own_databases_away', 'Customer databases that are unavailable');
  const breakers = gauge(
    'own_database_breakers',
    'Customer databases, by state of their circuit breaker',
    ['state'],
  );
  const connections = gauge('pool_connections', 'Database connections of this process', [
    'pool',
    'state',
  ]);
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function read(): Promise<void> {
    if (isStopped) return;
    try {
      const figures = await tenancy.status.work();
      // Series that this reading lacks must not keep old values.
      for (const each of [oldestDue, deadLetters, moves]) each.reset();
      for (const { region, oldestDueMs, deadLetters: count } of figures.outboxes) {
        oldestDue.set({ region }, oldestDueMs / 1_000);
        deadLetters.set({ region }, count);
      }
      for (const state of MOVE_STATES) moves.set({ state }, 0);
      for (const { state, count } of figures.moves) moves.set({ state }, count);
      outages.set(figures.outages);
      for (const [state, count] of Object.entries(figures.breakers)) breakers.set({ state }, count);
      for (const { name, used, open, max } of figures.pools) {
        connections.set({ pool: name, state: 'used' }, used);
        connections.set({ pool: name, state: 'open' }, open);
        connections.set({ pool: name, state: 'max' }, max);
      }
    } catch (error) {
      log.info({ code: (error as { code?: unknown }).code ?? null }, 'metrics.read_failed');
    }
    if (isStopped) return;
    timer = setTimeout(read, INTERVAL_MS);
    timer.unref();
  }
  void probe.latest().then(read);
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
