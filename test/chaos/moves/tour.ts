import { CHECKPOINTS, type Checkpoint, type PlaceRef } from '../../../tenancy/moves/index.ts';
import { randomOf } from '../random.ts';

const region = (key: string) => (): PlaceRef => ({ kind: 'managed', region: key });
const own =
  (engine: 'postgres' | 'mysql', serial: number) =>
  (guildId: string): PlaceRef => ({
    kind: 'own',
    engine,
    secretRef: `${guildId}/${engine}/${serial}`,
    secretVersion: 1,
  });

/** From the first region, each way between two kinds of place once, and back again. */
const STOPS = [
  region('us-east'),
  own('postgres', 1),
  own('postgres', 2),
  own('mysql', 1),
  own('mysql', 2),
  own('postgres', 1),
  region('us-east'),
  own('mysql', 1),
  region('eu-uk'),
];

/** One move of a guild's tour, and the transitions at which its mover is killed. */
export interface Leg {
  to: PlaceRef;
  way: 'live' | 'direct';
  kills: Checkpoint[];
}

/**
 * Moves share the transitions among them: `share` guilds together are killed at each one of every leg.
 * Moves are fenced first, now and then.
 */
export function tourOf(seed: number, guildId: string, index: number, share: number): Leg[] {
  const random = randomOf(seed, `tour ${index}`);
  return STOPS.map((stop, leg) => ({
    to: stop(guildId),
    way: random.chance(0.2) ? 'direct' : 'live',
    kills: CHECKPOINTS.filter((_, at) => (at + leg) % share === index),
  }));
}
