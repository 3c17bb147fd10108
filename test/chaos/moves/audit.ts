import { type MovePlace, TABLES } from '../../../tenancy/moves/index.ts';
import { type OpenedPlaces, type PlacesSpec, placeOf } from './places.ts';
import type { MovesChaosReport } from './types.ts';

type Findings = Pick<MovesChaosReport, 'lost' | 'doubled' | 'stale'>;

const rowsOf = (place: MovePlace, table: string) =>
  place.mover(place.engine === 'postgres' ? `vektra.${table}` : table);

/** Compares what writers were told with what is in the guild's place, and in all others. */
export async function audit(
  places: OpenedPlaces,
  spec: PlacesSpec,
  guildId: string,
  acknowledged: ReadonlySet<string>,
): Promise<Findings> {
  const findings: Findings = { lost: [], doubled: [], stale: [] };
  const { ref } = await placeOf(places, guildId);
  const home = await places.openPlace(guildId, ref);
  const found = new Set<string>(
    await rowsOf(home, 'submission_events').where({ guild_id: guildId, kind: 'chaos' }).pluck('id'),
  );
  for (const id of acknowledged) if (!found.has(id)) findings.lost.push(`${guildId} ${id}`);
  for (const id of found) if (!acknowledged.has(id)) findings.doubled.push(`${guildId} ${id}`);
  const counters = await rowsOf(home, 'guild_counters').where('guild_id', guildId).pluck('value');
  const counted = counters.reduce((sum: number, value: string) => sum + Number(value), 0);
  if (counted < acknowledged.size) findings.lost.push(`${guildId} counts ${counted}`);
  if (counted > acknowledged.size) findings.doubled.push(`${guildId} counts ${counted}`);
  findings.stale.push(...(await leftBehind(places, spec, guildId, JSON.stringify(ref))));
  return findings;
}

/** The guild's rows in any other place: after the end of the last move there are none. */
async function leftBehind(
  { openPlace }: OpenedPlaces,
  spec: PlacesSpec,
  guildId: string,
  home: string,
): Promise<string[]> {
  const refs = [
    ...spec.regions.map(({ key }) => ({ kind: 'managed', region: key }) as const),
    ...Object.keys(spec.own)
      .filter((secretRef) => secretRef.startsWith(guildId))
      .map((secretRef) => ({
        kind: 'own' as const,
        engine: secretRef.includes('mysql') ? ('mysql' as const) : ('postgres' as const),
        secretRef,
        secretVersion: 1,
      })),
  ];
  const left: string[] = [];
  for (const ref of refs.filter((each) => JSON.stringify(each) !== home)) {
    const place = await openPlace(guildId, ref);
    for (const { name } of TABLES) {
      // An own database that was left has no tables any more.
      const count = await rowsOf(place, name)
        .where('guild_id', guildId)
        .count({ n: '*' })
        .then(
          ([row]) => Number(row?.n),
          () => 0,
        );
      if (count > 0) left.push(`${guildId} ${count} ${name} in ${JSON.stringify(ref)}`);
    }
  }
  return left;
}
