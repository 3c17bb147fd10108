import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** What test/run.ts started for all files of a run. */
export interface SharedPostgres {
  port: number;
  password: string;
}

export function sharedPostgres(): SharedPostgres {
  const { TEST_PG_PORT, TEST_PG_PASSWORD } = process.env;
  if (!TEST_PG_PORT || !TEST_PG_PASSWORD)
    throw new Error(
      'no test Postgres: run `npm test`, or `npm test -- --only <file>` for one file',
    );
  return { port: Number(TEST_PG_PORT), password: TEST_PG_PASSWORD };
}

export const CONTROL_TEMPLATE = 'template_control';
export const REGION_TEMPLATE = 'template_region';

/** Runs one statement as superuser. */
export async function asSuperuser(sql: string, database = 'postgres'): Promise<pg.QueryResult> {
  const { port, password } = sharedPostgres();
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database });
  client.on('error', () => {});
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A migrated database of one's own, cloned from the run's template. @returns its name */
export async function cloneDatabase(template: string): Promise<string> {
  const name = `t_${randomBytes(8).toString('hex')}`;
  await asSuperuser(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY wal_log`);
  return name;
}

export const roleUrl = (role: string, password: string, port: number, database: string) =>
  `postgres://${role}:${password}@127.0.0.1:${port}/${database}?sslmode=disable`;
