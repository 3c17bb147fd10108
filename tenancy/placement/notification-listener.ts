import pg from 'pg';
import type { PostgresAddress } from '../pools/operator-url.ts';

const HEARTBEAT_INTERVAL_MS = 15_000;
const RETRY_DELAYS_MS = [200, 500, 1_000, 2_000, 5_000];

/**
 * Listens on the control database over a connection of its own. Notifications are a hint: whenever
 * it stands, `onGap` is told that some may have been missed before.
 */
export function listenForNotifications(
  address: PostgresAddress,
  channels: Record<string, (payload: string) => void>,
  onGap: () => void,
): { ready: Promise<void>; close(): Promise<void> } {
  let client: pg.Client | null = null;
  let isClosed = false;
  let failures = 0;
  let reconnectTimer: NodeJS.Timeout | undefined;
  let heartbeatTimer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const newClient = new pg.Client({
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
    newClient.on('error', () => scheduleReconnect(newClient));
    newClient.on('end', () => scheduleReconnect(newClient));
    newClient.on('notification', ({ channel, payload }) => channels[channel]?.(payload ?? ''));
    client = newClient;
    try {
      await newClient.connect();
      await newClient.query(
        Object.keys(channels)
          .map((channel) => `LISTEN ${newClient.escapeIdentifier(channel)}`)
          .join('; '),
      );
      failures = 0;
      // At first as well: what was read before this stood may have changed unheard.
      onGap();
      heartbeatTimer = setInterval(
        () => newClient.query('SELECT 1').catch(() => scheduleReconnect(newClient)),
        HEARTBEAT_INTERVAL_MS,
      );
      heartbeatTimer.unref();
    } catch {
      scheduleReconnect(newClient);
    }
  }

  function scheduleReconnect(failed: pg.Client): void {
    if (isClosed || failed !== client) return;
    client = null;
    clearInterval(heartbeatTimer);
    void failed.end().catch(() => {});
    const delayMs = RETRY_DELAYS_MS[Math.min(failures++, RETRY_DELAYS_MS.length - 1)];
    reconnectTimer = setTimeout(() => void connect(), delayMs);
    reconnectTimer.unref();
  }

  return {
    ready: connect(),
    async close() {
      isClosed = true;
      clearTimeout(reconnectTimer);
      clearInterval(heartbeatTimer);
      await client?.end().catch(() => {});
    },
  };
}
