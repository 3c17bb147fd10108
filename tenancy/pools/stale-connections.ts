import type { Knex } from 'knex';

/** What Knex asks of its client for the pool; `TConnection` is the driver's. */
interface PoolClient {
  acquireRawConnection(): Promise<object>;
  acquireConnection(): Promise<object>;
  validateConnection(connection: object): boolean;
}

/** The socket of pg's and of mysql2's connections. */
interface SocketHolder {
  stream?: { destroyed?: boolean; writable?: boolean };
  connection?: SocketHolder;
}

const discardByClient = new WeakMap<object, () => void>();

/**
 * Keeps a pool from handing out what an outage has left in it: connections that died while idle,
 * and the failure of an attempt to connect that began before the caller came. tarn rejects whoever
 * waits first with the next failure, also with one of an attempt that somebody else started during
 * the outage.
 */
export function discardStaleConnections(knex: Knex): Knex {
  const client = knex.client as PoolClient;
  const { acquireRawConnection, acquireConnection, validateConnection } = client;
  /** Attempts to connect so far; each connection, or failure, has the number of its attempt. */
  let attempts = 0;
  let discardedUpTo = 0;
  const attemptOf = new WeakMap<object, number>();
  // Not a client class of ours: the schema's builders look at the client's name.
  Object.assign(client, {
    async acquireRawConnection() {
      const attempt = ++attempts;
      try {
        const connection = await acquireRawConnection.call(client);
        attemptOf.set(connection, attempt);
        return connection;
      } catch (error) {
        if (error instanceof Error) attemptOf.set(error, attempt);
        throw error;
      }
    },
    async acquireConnection() {
      const attemptsBefore = attempts;
      // Each attempt that was under way fails once, so this ends.
      for (;;)
        try {
          return await acquireConnection.call(client);
        } catch (error) {
          const attempt = attemptOf.get(error as object);
          if (attempt === undefined || attempt > attemptsBefore) throw error;
        }
    },
    validateConnection: (connection: object) =>
      (attemptOf.get(connection) ?? 0) > discardedUpTo &&
      isOpen(connection) &&
      validateConnection.call(client, connection),
  });
  discardByClient.set(knex.client, () => {
    discardedUpTo = attempts;
  });
  return knex;
}

/**
 * To be called when a connection of the pool was lost: those made before it are not lent any more,
 * for what ended one may have ended them all. Those in use are closed when they come back.
 */
export function discardOlderConnections(knex: Knex): void {
  discardByClient.get(knex.client)?.();
}

/**
 * Whether the driver's socket can still be written to; its event may not have reached the pool yet.
 */
function isOpen(connection: SocketHolder): boolean {
  const socket = connection.stream ?? connection.connection?.stream;
  return !socket || (!socket.destroyed && socket.writable !== false);
}
