import type { MoveEndpoint } from '../endpoint/move-endpoint.ts';
import { MoveProblemError } from '../move-problem.ts';
import type { MoveRun } from '../move-run.ts';

/**
 * A worker moves the tables that it knows. A database that a newer Vektra has migrated may have
 * more.
 * @throws MoveProblem `SCHEMA_NEWER`
 */
export async function checkNotNewer(moveRun: MoveRun, endpoint: MoveEndpoint): Promise<void> {
  assertNotNewer(moveRun, await readSchemaVersions(endpoint));
}

/**
 * Both databases have the schema that this worker knows, so that all of a guild's tables are copied
 * and exist in the target.
 * @throws MoveProblem `SCHEMA_NEWER`; `…_SCHEMA_BEHIND` until a region is migrated
 */
export async function checkSchemas(moveRun: MoveRun): Promise<void> {
  const endpoints = Object.values(await moveRun.openEndpoints());
  const states = await Promise.all(
    endpoints.map(async (endpoint) => ({
      name: endpoint.name,
      versions: await readSchemaVersions(endpoint),
    })),
  );
  for (const { name, versions } of states) {
    assertNotNewer(moveRun, versions);
    if (versions.done < moveRun.schemaVersion)
      throw new MoveProblemError(`${name.toUpperCase()}_SCHEMA_BEHIND`, { isTransient: true });
  }
}

function assertNotNewer(moveRun: MoveRun, { begun }: SchemaVersions): void {
  if (begun > moveRun.schemaVersion) throw schemaNewerProblem();
}

export const schemaNewerProblem = () => new MoveProblemError('SCHEMA_NEWER', { isTransient: true });

/** The newest version of which a statement has run, and the newest of which all have. */
interface SchemaVersions {
  begun: number;
  done: number;
}

async function readSchemaVersions(endpoint: MoveEndpoint): Promise<SchemaVersions> {
  const { rows } = await endpoint.query(
    `SELECT max(version) AS begun, max(CASE WHEN applied_at IS NOT NULL THEN version END) AS done
       FROM ${endpoint.quoteTable('schema_ledger')}`,
  );
  return { begun: Number(rows[0]?.begun ?? 0), done: Number(rows[0]?.done ?? 0) };
}
