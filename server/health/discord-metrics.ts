import { Counter, type Registry } from 'prom-client';

/** Statuses that alerts use. */
const ALERTED_STATUSES = ['0', '200', '401', '429', '500', '502', '503'];

/** Discord's answers to this process. @returns counts one; 0: there was none */
export function createDiscordMetrics(registry: Registry): (status: number) => void {
  const responses = new Counter({
    name: 'vektra_discord_responses_total',
    help: "Discord's responses to REST calls, by HTTP status; 0: no response",
    labelNames: ['status'],
    registers: [registry],
  });
  // A counter that appears with its first count has not increased, for Prometheus.
  for (const status of ALERTED_STATUSES) responses.inc({ status }, 0);
  return (status) => responses.inc({ status: String(status) });
}
