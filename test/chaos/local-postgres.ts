import { rmSync } from 'node:fs';
import path from 'node:path';
import { findPostgresPrograms } from '../../sandbox/databases/binaries.ts';
import { startRunPostgres } from '../helpers/run-postgres.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** A Postgres of this process's own, with the migrated databases that tests clone. */
export async function startLocalPostgres(): Promise<{ stop(): Promise<void> }> {
  const { variables, stop } = await startRunPostgres(path.join(ROOT, '.cache'));
  Object.assign(process.env, variables);
  return {
    async stop() {
      await stop();
      // Where root's Postgres could not enter the project's folder, its data is elsewhere.
      const folder = path.join(ROOT, '.cache', `test-postgres-${process.pid}`);
      rmSync((await findPostgresPrograms()).dataRoot(folder), { recursive: true, force: true });
    },
  };
}
