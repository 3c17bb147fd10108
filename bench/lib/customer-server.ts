import { rmSync } from 'node:fs';
import path from 'node:path';
import { createAuthority } from '../../sandbox/databases/certificates.ts';
import { startPostgres } from '../../sandbox/databases/postgres.ts';
import { findEphemeralPort } from '../../sandbox/machine/ports.ts';
import {
  type CustomerDatabase,
  createAddressGuard,
  createCustomerKnex,
} from '../../tenancy/customer-database/index.ts';
import { migrateCustomerDatabase } from '../../tenancy/migrate/migrate-all.ts';
import { runAsSuperuser } from '../../test/helpers/postgres.ts';
import type { BenchmarkContext } from './types.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** Bench databases are on this machine. */
export const ALLOWED_ADDRESSES = ['127.0.0.0/8'];
const PASSWORD = 'bench';

export interface CustomerServer {
  port: number;
  /** A migrated database. */
  database(index: number): CustomerDatabase;
  /** Opens a database for guilds: their fence and their settings. */
  addGuilds(index: number, guildIds: readonly string[]): Promise<void>;
  /** Connections that the server counts now. */
  countConnections(): Promise<number>;
}

/** A Postgres with TLS, and migrated databases in it, as guilds would bring them. */
export async function startCustomerServer(
  { teardown }: BenchmarkContext,
  databases: number,
): Promise<CustomerServer> {
  const authority = await createAuthority();
  const server = await startPostgres({
    folder: path.join(ROOT, '.cache', `bench-own-${process.pid}`),
    port: await findEphemeralPort(),
    password: PASSWORD,
    isDurable: false,
    tls: await authority.issue({ ip: ['127.0.0.1'] }),
    settings: { max_connections: '400' },
  });
  teardown(async () => {
    await server.stop();
    rmSync(server.folder, { recursive: true, force: true });
  });
  const database = (index: number): CustomerDatabase => ({
    engine: 'postgres',
    host: '127.0.0.1',
    port: server.port,
    user: 'bench',
    password: PASSWORD,
    database: `own_${index}`,
    ca: authority.ca,
    pinnedFingerprint: null,
  });
  await server.run(`CREATE ROLE bench LOGIN PASSWORD '${PASSWORD}'`);
  await server.run('CREATE DATABASE own_0 OWNER bench');
  const guard = createAddressGuard({ internalHosts: [], allowedAddresses: ALLOWED_ADDRESSES });
  const knex = createCustomerKnex(database(0), guard);
  await migrateCustomerDatabase(knex, 'postgres').finally(() => knex.destroy());
  for (let index = 1; index < databases; index++)
    await server.run(`CREATE DATABASE own_${index} TEMPLATE own_0 OWNER bench STRATEGY wal_log`);
  return {
    port: server.port,
    database,
    async addGuilds(index, guildIds) {
      const valuesFor = (otherValues: string) =>
        guildIds.map((id) => `(${id}, ${otherValues})`).join(', ');
      await server.run(
        `INSERT INTO vektra.guild_fence (guild_id, epoch, mode, changed_at) VALUES ${valuesFor(`1, 'open', 0`)};
         INSERT INTO vektra.guild_settings (guild_id, document, revision, updated_at)
         VALUES ${valuesFor(`'{}', 1, 0`)}`,
        `own_${index}`,
      );
    },
    async countConnections() {
      const { rows } = await runAsSuperuser(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = 'bench'`,
        'postgres',
        { port: server.port, password: PASSWORD },
      );
      return rows[0].n;
    },
  };
}
