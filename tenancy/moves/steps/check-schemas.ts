import type { Drive } from '../drive.ts';
import type { Side } from '../place/side.ts';
import { MoveProblem } from '../problem.ts';

/**
 * A worker moves what it knows of. A place that a newer Vektra has migrated may hold tables that this
 * one would leave behind.
 * @throws MoveProblem `SCHEMA_NEWER`
 */
export async function checkNotNewer(drive: Drive, side: Side): Promise<void> {
  if ((await versionsOf(side)).begun > drive.schemaVersion) throw schemaNewer();
}

/**
 * Both places have the schema that this worker knows, so that all of a guild's tables are copied and
 * found where it goes to.
 * @throws MoveProblem `SCHEMA_NEWER`; `…_SCHEMA_BEHIND` until a region is migrated
 */
export async function checkSchemas(drive: Drive): Promise<void> {
  for (const side of Object.values(await drive.sides())) {
    await checkNotNewer(drive, side);
    if ((await versionsOf(side)).done < drive.schemaVersion)
      throw new MoveProblem(`${side.name.toUpperCase()}_SCHEMA_BEHIND`, { passes: true });
  }
}

export const schemaNewer = () => new MoveProblem('SCHEMA_NEWER', { passes: true });

async function versionsOf(side: Side): Promise<{ begun: number; done: number }> {
  const { rows } = await side.run(
    `SELECT max(version) AS begun, max(CASE WHEN applied_at IS NOT NULL THEN version END) AS done
       FROM ${side.table('schema_ledger')}`,
  );
  return { begun: Number(rows[0]?.begun ?? 0), done: Number(rows[0]?.done ?? 0) };
}
