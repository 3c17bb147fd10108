import { MOVED_TABLES, type MoveDatabase } from '../../../tenancy/moves/index.ts';
import { type DatabasesSpec, type OpenDatabases, readPlacement } from './databases.ts';
import type { MovesChaosReport } from './types.ts';

type MoveFindings = Pick<MovesChaosReport, 'lost' | 'doubled' | 'stale'>;

const queryTable = (database: MoveDatabase, table: string) =>
  database.mover(database.engine === 'postgres' ? `vektra.${table}` : table);

/** Compares what writers were told with what is in the guild's place, and in all others. */
export async function auditGuild(
  databases: OpenDatabases,
  spec: DatabasesSpec,
  guildId: string,
  acknowledged: ReadonlySet<string>,
): Promise<MoveFindings> {
  const findings: MoveFindings = { lost: [], doubled: [], stale: [] };
  const { ref } = await readPlacement(databases, guildId);
  const homeDatabase = await databases.openDatabase(guildId, ref);
  const storedIds = new Set<string>(
    await queryTable(homeDatabase, 'submission_events')
      .where({ guild_id: guildId, kind: 'chaos' })
      .pluck('id'),
  );
  for (const id of acknowledged) if (!storedIds.has(id)) findings.lost.push(`${guildId} ${id}`);
  for (const id of storedIds) if (!acknowledged.has(id)) findings.doubled.push(`${guildId} ${id}`);
  const counters = await queryTable(homeDatabase, 'guild_counters')
    .where('guild_id', guildId)
    .pluck('value');
  const counterTotal = counters.reduce((sum: number, value: string) => sum + Number(value), 0);
  if (counterTotal < acknowledged.size) findings.lost.push(`${guildId} counts ${counterTotal}`);
  if (counterTotal > acknowledged.size) findings.doubled.push(`${guildId} counts ${counterTotal}`);
  findings.stale.push(...(await findStaleRows(databases, spec, guildId, JSON.stringify(ref))));
  return findings;
}

/** The guild's rows in any other place: after the end of the last move there are none. */
async function findStaleRows(
  { openDatabase }: OpenDatabases,
  spec: DatabasesSpec,
  guildId: string,
  homeRef: string,
): Promise<string[]> {
  const placements = [
    ...spec.regions.map(({ key }) => ({ kind: 'managed', region: key }) as const),
    ...Object.keys(spec.customerDatabases)
      .filter((secretRef) => secretRef.startsWith(guildId))
      .map((secretRef) => ({
        kind: 'own' as const,
        engine: secretRef.includes('mysql') ? ('mysql' as const) : ('postgres' as const),
        secretRef,
        secretVersion: 1,
      })),
  ];
  const stale: string[] = [];
  for (const ref of placements.filter((each) => JSON.stringify(each) !== homeRef)) {
    const database = await openDatabase(guildId, ref);
    for (const { name } of MOVED_TABLES) {
      // An own database that was left has no tables any more.
      const count = await queryTable(database, name)
        .where('guild_id', guildId)
        .count({ n: '*' })
        .then(
          ([row]) => Number(row?.n),
          () => 0,
        );
      if (count > 0) stale.push(`${guildId} ${count} ${name} in ${JSON.stringify(ref)}`);
    }
  }
  return stale;
}
