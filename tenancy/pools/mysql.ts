import createKnex, { type Knex } from 'knex';

export interface MysqlAddress {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/**
 * A Knex pool on MySQL or MariaDB. Big integers come back as strings, as they do from pg; times are
 * numbers of our own, so no driver's time zone touches them.
 */
export function createMysqlKnex(address: MysqlAddress, limits: { max: number }): Knex {
  return createKnex({
    client: 'mysql2',
    connection: {
      host: address.host,
      port: address.port,
      user: address.user,
      password: address.password,
      database: address.database,
      charset: 'utf8mb4',
      timezone: 'Z',
      supportBigNumbers: true,
      bigNumberStrings: true,
      connectTimeout: 2_000,
    } as Knex.MySql2ConnectionConfig,
    pool: { min: 0, max: limits.max, acquireTimeoutMillis: 5_000 },
  });
}
