import { CHECKPOINTS, type Checkpoint, type PlacementRef } from '../../../tenancy/moves/index.ts';
import { createRandom } from '../random.ts';

const regionPlacement = (key: string) => (): PlacementRef => ({ kind: 'managed', region: key });
const customerDatabasePlacement =
  (engine: 'postgres' | 'mysql', serial: number) =>
  (guildId: string): PlacementRef => ({
    kind: 'own',
    engine,
    secretRef: `${guildId}/${engine}/${serial}`,
    secretVersion: 1,
  });

/** From the first region, each way between two kinds of place once, and back again. */
const DESTINATIONS = [
  regionPlacement('us-east'),
  customerDatabasePlacement('postgres', 1),
  customerDatabasePlacement('postgres', 2),
  customerDatabasePlacement('mysql', 1),
  customerDatabasePlacement('mysql', 2),
  customerDatabasePlacement('postgres', 1),
  regionPlacement('us-east'),
  customerDatabasePlacement('mysql', 1),
  regionPlacement('eu-uk'),
];

/** One move of a guild's tour, and the transitions at which its mover is killed. */
export interface PlannedMove {
  to: PlacementRef;
  way: 'live' | 'direct';
  killCheckpoints: Checkpoint[];
}

/**
 * Moves share the transitions among them: `share` guilds together are killed at each one of every
 * leg. Moves are fenced first, now and then.
 */
export function planMoves(
  seed: number,
  guildId: string,
  index: number,
  share: number,
): PlannedMove[] {
  const random = createRandom(seed, `tour ${index}`);
  return DESTINATIONS.map((destination, moveIndex) => ({
    to: destination(guildId),
    way: random.chance(0.2) ? 'direct' : 'live',
    killCheckpoints: CHECKPOINTS.filter(
      (_, checkpointIndex) => (checkpointIndex + moveIndex) % share === index,
    ),
  }));
}
