import createKnex, { type Knex } from 'knex';
import { discardStaleConnections } from '../pools/stale-connections.ts';
import type { AddressGuard } from './address-guard.ts';
import { connectOwn } from './connect.ts';
import { OWN_LIMITS, type OwnHooks, type OwnLimits } from './limits.ts';
import type { Line } from './line.ts';
import type { Driver } from './statements.ts';
import type { OwnDatabase } from './types.ts';

/** ms that a server has to close a connection after we said goodbye. */
const GOODBYE_MS = 500;

/**
 * A Knex pool on an own database; opens nothing by itself. Knex knows neither its address nor its
 * password, and prints nothing.
 *
 * Statements reject with OwnStatementError when the database refuses them, with OwnDatabaseError when
 * the connection is over or none could be made, with OwnBusyError when no socket is to be had.
 */
export function openOwn(
  database: OwnDatabase,
  guard: AddressGuard,
  limits: Partial<OwnLimits> = {},
  hooks: OwnHooks = {},
): Knex {
  const all: OwnLimits = { ...OWN_LIMITS, ...limits };
  const knex = createKnex({
    client: database.engine === 'postgres' ? 'pg' : 'mysql2',
    connection: { database: database.database },
    pool: {
      min: 0,
      max: all.max,
      idleTimeoutMillis: all.idleMs,
      acquireTimeoutMillis: all.acquireMs,
      // Connecting has its own end before that.
      createTimeoutMillis: all.handshakeMs + 5_000,
      propagateCreateError: true,
    } as Knex.PoolConfig,
    log: { warn() {}, error() {}, deprecate() {}, debug() {} },
  });
  const lines = new WeakMap<Driver, Line>();
  // Not a client class of ours: the schema's builders look at the client's name.
  Object.assign(knex.client, {
    async acquireRawConnection() {
      const { driver, line } = await connectOwn(database, guard, all, hooks);
      lines.set(driver, line);
      return driver;
    },
    destroyRawConnection: (driver: Driver) => hangUp(driver, lines.get(driver) as Line),
  });
  return discardStaleConnections(knex);
}

/** Says goodbye and closes, also when the server does not. */
async function hangUp(driver: Driver, { socket }: Line): Promise<void> {
  if (socket.destroyed) return;
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const late = setTimeout(() => socket.destroy(), GOODBYE_MS);
  driver.end(() => {});
  await closed;
  clearTimeout(late);
}
