import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  registry: Registry;
  httpDuration: Histogram<'method' | 'status'>;
  liveStreams: Gauge;
}

/** Figures for Prometheus. No label ever holds an id: guilds are too many for that. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'vektra_' });
  return {
    registry,
    httpDuration: new Histogram({
      name: 'vektra_http_request_seconds',
      help: 'Time to respond to a request',
      labelNames: ['method', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.15, 0.5, 1, 3, 10],
      registers: [registry],
    }),
    liveStreams: new Gauge({
      name: 'vektra_live_streams',
      help: 'Open live streams',
      registers: [registry],
    }),
  };
}
