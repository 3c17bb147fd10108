import pg from 'pg';
import type { PostgresAddress } from '../pools/operator-url.ts';

const HEARTBEAT_MS = 15_000;
const RETRY_MS = [200, 500, 1_000, 2_000, 5_000];

/**
 * Listens on the control database over a connection of its own. Notifications are a hint: whenever
 * it stands, `onGap` is told that some may have been missed before.
 */
export function listen(
  address: PostgresAddress,
  channels: Record<string, (payload: string) => void>,
  onGap: () => void,
): { ready: Promise<void>; close(): Promise<void> } {
  let client: pg.Client | null = null;
  let closed = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let heartbeat: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const next = new pg.Client({
      host: address.host,
      port: address.port,
      user: address.user,
      password: address.password,
      database: address.database,
      ssl: address.tls ? { rejectUnauthorized: true } : false,
      application_name: 'vektra listen',
      connectionTimeoutMillis: 2_000,
      query_timeout: 5_000,
      keepAlive: true,
    });
    next.on('error', () => again(next));
    next.on('end', () => again(next));
    next.on('notification', ({ channel, payload }) => channels[channel]?.(payload ?? ''));
    client = next;
    try {
      await next.connect();
      await next.query(
        Object.keys(channels)
          .map((channel) => `LISTEN ${next.escapeIdentifier(channel)}`)
          .join('; '),
      );
      failures = 0;
      // At first as well: what was read before this stood may have changed unheard.
      onGap();
      heartbeat = setInterval(() => next.query('SELECT 1').catch(() => again(next)), HEARTBEAT_MS);
      heartbeat.unref();
    } catch {
      again(next);
    }
  }

  function again(failed: pg.Client): void {
    if (closed || failed !== client) return;
    client = null;
    clearInterval(heartbeat);
    void failed.end().catch(() => {});
    const wait = RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)];
    timer = setTimeout(() => void connect(), wait);
    timer.unref();
  }

  return {
    ready: connect(),
    async close() {
      closed = true;
      clearTimeout(timer);
      clearInterval(heartbeat);
      await client?.end().catch(() => {});
    },
  };
}
