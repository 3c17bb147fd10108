import { migrateAll } from '../../tenancy/index.ts';
import type { MigrationEnv } from '../env.ts';

/** Migrates every database and prints each result. @returns whether all are up to date */
export async function runMigrations(
  env: MigrationEnv,
  printLine: (line: string) => void,
): Promise<boolean> {
  const reports = await migrateAll(env, ({ place, applied, failed }) => {
    if (failed) printLine(`✗ ${place}: ${failed.code} ${failed.message}`);
    else if (applied.length === 0) printLine(`✓ ${place}: up to date`);
    else printLine(`✓ ${place}: ${applied.length} applied, now at version ${applied.at(-1)}`);
  });
  return reports.every(({ failed }) => !failed);
}
