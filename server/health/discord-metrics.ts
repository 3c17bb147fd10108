import { Counter, type Registry } from 'prom-client';

/** What alerts look for. */
const WATCHED = ['0', '200', '401', '429', '500', '502', '503'];

/** Discord's answers to this process. @returns counts one; 0: there was none */
export function discordMetrics(registry: Registry): (status: number) => void {
  const answers = new Counter({
    name: 'vektra_discord_responses_total',
    help: "Discord's answers to REST calls, by HTTP status; 0: none",
    labelNames: ['status'],
    registers: [registry],
  });
  // A counter that appears with its first count has not increased, for Prometheus.
  for (const status of WATCHED) answers.inc({ status }, 0);
  return (status) => answers.inc({ status: String(status) });
}
