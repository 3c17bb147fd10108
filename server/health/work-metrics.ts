import { Gauge, type Registry } from 'prom-client';
import type { Tenancy } from '../../tenancy/index.ts';
import type { Logger } from '../log.ts';
import type { ServiceProbe } from '../services/probe.ts';

const INTERVAL_MS = 15_000;
/** Also when there is none: a figure that appears has not changed, for Prometheus. */
const MOVE_STATES = ['running', 'paused', 'aborting', 'failed'];

/**
 * Reads the figures of work that goes on every fifteen seconds, whoever asks for them. After the
 * probe's first look: whether a process is ready is asked first.
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
    'How long the oldest delivery of a region has been due',
    ['region'],
  );
  const deadLetters = gauge('dead_letters', 'Deliveries that were given up, by region', ['region']);
  const moves = gauge('moves', 'Moves under way, and those that failed within a week', ['state']);
  const outages = gauge('own_databases_away', 'Own databases that do not answer');
  const breakers = gauge('own_database_breakers', 'Own databases, by circuit breaker', ['state']);
  const connections = gauge('pool_connections', 'Connections of this process', ['pool', 'state']);
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function read(): Promise<void> {
    if (isStopped) return;
    try {
      const figures = await tenancy.status.work();
      // What was not read must not stand there as if it were.
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
      log.info({ code: (error as { code?: unknown }).code ?? null }, 'metrics.not_read');
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
