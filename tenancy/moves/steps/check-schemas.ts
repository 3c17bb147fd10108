import type { MoveEndpoint } from '../endpoint/move-endpoint.ts';
import { MoveProblemError } from '../move-problem.ts';
import type { MoveRun } from '../move-run.ts';

/**
 * A worker moves what it knows of. A place that a newer Vektra has migrated may hold tables that this
 * one would leave behind.
 * @throws MoveProblem `SCHEMA_NEWER`
 */
export async function checkNotNewer(moveRun: MoveRun, endpoint: MoveEndpoint): Promise<void> {
  if ((await readSchemaVersions(endpoint)).begun > moveRun.schemaVersion)
    throw schemaNewerProblem();
}

/**
 * Both places have the schema that this worker knows, so that all of a guild's tables are copied and
 * found where it goes to.
 * @throws MoveProblem `SCHEMA_NEWER`; `…_SCHEMA_BEHIND` until a region is migrated
 */
export async function checkSchemas(moveRun: MoveRun): Promise<void> {
  for (const endpoint of Object.values(await moveRun.openEndpoints())) {
    await checkNotNewer(moveRun, endpoint);
    if ((await readSchemaVersions(endpoint)).done < moveRun.schemaVersion)
      throw new MoveProblemError(`${endpoint.name.toUpperCase()}_SCHEMA_BEHIND`, {
        isTransient: true,
      });
  }
}

export const schemaNewerProblem = () => new MoveProblemError('SCHEMA_NEWER', { isTransient: true });

async function readSchemaVersions(
  endpoint: MoveEndpoint,
): Promise<{ begun: number; done: number }> {
  const { rows } = await endpoint.query(
    `SELECT max(version) AS begun, max(CASE WHEN applied_at IS NOT NULL THEN version END) AS done
       FROM ${endpoint.quoteTable('schema_ledger')}`,
  );
  return { begun: Number(rows[0]?.begun ?? 0), done: Number(rows[0]?.done ?? 0) };
}
