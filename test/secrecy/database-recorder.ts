import pg from 'pg';
import { runAsSuperuser } from '../helpers/postgres.ts';
import type { CapturedOutput } from './captured-output.ts';

const CHANNELS = ['vektra_registry', 'vektra_trusted', 'vektra_live', 'jobs:insert'];

const TABLES = `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
  WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'witness')`;

/**
 * A trigger on each table: what a row said is kept, also when it is gone before anybody looks, as a
 * job's row is.
 */
const RECORDER_SQL = `
  CREATE SCHEMA witness;
  CREATE TABLE witness.said (place text, line text);
  CREATE FUNCTION witness.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
  BEGIN
    INSERT INTO witness.said VALUES (TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, NEW::text);
    RETURN NULL;
  END $$;
  GRANT USAGE ON SCHEMA witness TO PUBLIC`;

/** One of our databases, all of whose rows and announcements are kept. */
export interface DatabaseRecorder {
  /** Every row there is and was, with its table. */
  rows(): Promise<[where: string, text: string][]>;
  close(): Promise<void>;
}

/** @param url of any role; only its database counts */
export async function startDatabaseRecorder(
  url: string,
  capturedOutput: CapturedOutput,
): Promise<DatabaseRecorder> {
  const database = new URL(url).pathname.slice(1);
  await runAsSuperuser(RECORDER_SQL, database);
  const { TEST_PG_PORT: port, TEST_PG_PASSWORD: password } = process.env;
  const client = new pg.Client({
    host: '127.0.0.1',
    port: Number(port),
    user: 'postgres',
    password,
    database,
  });
  client.on('notification', ({ channel, payload }) =>
    capturedOutput.record(`NOTIFY ${channel}`, payload ?? ''),
  );
  await client.connect();
  const { rows: tables } = await client.query(TABLES);
  // Each by itself: one transaction over all of them and a worker would wait for each other.
  for (const { name } of tables)
    await client.query(`CREATE TRIGGER zz_witness AFTER INSERT OR UPDATE ON ${name}
      FOR EACH ROW EXECUTE FUNCTION witness.note()`);
  for (const channel of CHANNELS) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
  return {
    async rows() {
      const found: [string, string][] = [];
      const { rows: tables } = await client.query(TABLES);
      for (const { name } of tables) {
        const { rows } = await client.query(`SELECT t::text AS line FROM ${name} t`);
        found.push(...rows.map(({ line }): [string, string] => [`table ${name}`, line]));
      }
      const { rows: recordedRows } = await client.query('SELECT place, line FROM witness.said');
      found.push(
        ...recordedRows.map(({ place, line }): [string, string] => [`once in ${place}`, line]),
      );
      const { rows: activity } = await client.query(
        'SELECT application_name, query FROM pg_stat_activity WHERE datname = current_database()',
      );
      found.push(['pg_stat_activity', JSON.stringify(activity)]);
      return found;
    },
    close: () => client.end(),
  };
}
