import { Gauge, Histogram, type Registry } from 'prom-client';
import type { Bot, InteractionObserver } from '../../bot/index.ts';

/** Durations and outcomes of interactions. */
export function createInteractionMetrics(registry: Registry): InteractionObserver {
  const seconds = new Histogram({
    name: 'vektra_interaction_seconds',
    help: 'Time from a command, button or form to its final response',
    labelNames: ['handler', 'outcome'],
    buckets: [0.05, 0.2, 0.5, 1, 2.5, 5, 15],
    registers: [registry],
  });
  return (handler, outcome, durationMs) =>
    seconds.observe({ handler, outcome }, durationMs / 1_000);
}

/** Shards of this process, by whether they are connected. */
export function registerShardMetrics(registry: Registry, bot: Pick<Bot, 'shards'>): void {
  new Gauge({
    name: 'vektra_shards',
    help: 'Shards of this process, by state',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { ready, notReady } = bot.shards();
      this.set({ state: 'ready' }, ready);
      this.set({ state: 'connecting' }, notReady);
    },
  });
}
