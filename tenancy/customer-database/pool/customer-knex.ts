import createKnex, { type Knex } from 'knex';
import { discardStaleConnections } from '../../pools/stale-connections.ts';
import {
  type ConnectionHooks,
  type CustomerDatabaseLimits,
  DEFAULT_CUSTOMER_DATABASE_LIMITS,
} from '../limits.ts';
import type { AddressGuard } from '../net/address-guard.ts';
import { openCustomerConnection } from '../net/connect.ts';
import type { GuardedSocket } from '../net/guarded-socket.ts';
import type { Driver } from '../net/watch-statements.ts';
import type { CustomerDatabase } from '../types.ts';

/** ms that a server has to close a connection after we said goodbye. */
const CLOSE_TIMEOUT_MS = 500;

/**
 * A Knex pool on a customer database; opens nothing by itself. Knex knows neither its address nor
 * its password, and prints nothing.
 *
 * Statements reject with CustomerStatementError when the database refuses them, with
 * CustomerDatabaseError when the connection is over or none could be made, with
 * ConnectionLimitError when no socket is to be had.
 */
export function createCustomerKnex(
  database: CustomerDatabase,
  guard: AddressGuard,
  limits: Partial<CustomerDatabaseLimits> = {},
  hooks: ConnectionHooks = {},
): Knex {
  const allLimits: CustomerDatabaseLimits = { ...DEFAULT_CUSTOMER_DATABASE_LIMITS, ...limits };
  const knex = createKnex({
    client: database.engine === 'postgres' ? 'pg' : 'mysql2',
    connection: { database: database.database },
    pool: {
      min: 0,
      max: allLimits.max,
      idleTimeoutMillis: allLimits.idleMs,
      acquireTimeoutMillis: allLimits.acquireMs,
      // Connecting has its own end before that.
      createTimeoutMillis: allLimits.handshakeMs + 5_000,
      propagateCreateError: true,
    } as Knex.PoolConfig,
    log: { warn() {}, error() {}, deprecate() {}, debug() {} },
  });
  const guardedSockets = new WeakMap<Driver, GuardedSocket>();
  // Not a client class of ours: the schema's builders look at the client's name.
  Object.assign(knex.client, {
    async acquireRawConnection() {
      const { driver, guardedSocket } = await openCustomerConnection(
        database,
        guard,
        allLimits,
        hooks,
      );
      guardedSockets.set(driver, guardedSocket);
      return driver;
    },
    destroyRawConnection: (driver: Driver) =>
      closeConnection(driver, guardedSockets.get(driver) as GuardedSocket),
  });
  return discardStaleConnections(knex);
}

/** Says goodbye and closes, also when the server does not. */
async function closeConnection(driver: Driver, { socket }: GuardedSocket): Promise<void> {
  if (socket.destroyed) return;
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const timer = setTimeout(() => socket.destroy(), CLOSE_TIMEOUT_MS);
  driver.end(() => {});
  await closed;
  clearTimeout(timer);
}
