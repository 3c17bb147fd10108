import type { Knex } from 'knex';
import { selectAcrossGuilds } from '../citus/select-across-guilds.ts';
import type { CustomerPools } from '../customer-database/index.ts';
import type { DatabaseRow } from '../types.ts';

/** What waits in a region's outboxes; null while the region does not answer. */
export interface OutboxMetrics {
  region: string;
  /** How long the oldest delivery has been due, ms; 0: none is. */
  oldestDueMs: number;
  /** Deliveries that were given up and wait for somebody to retry them. */
  deadLetters: number;
}

/** Metrics about work in progress. */
export interface WorkMetrics {
  outboxes: OutboxMetrics[];
  /** Moves that are not over, by state; and those that failed within a week. */
  moves: { state: string; count: number }[];
  /** Customer databases that are known to be away. */
  outages: number;
  /** Connections of this process. */
  pools: { name: string; used: number; open: number; max: number }[];
  /** Customer databases by what their circuit breaker in this process says. */
  breakers: { closed: number; open: number; half_open: number };
}

const FAILED_MOVES_WINDOW_MS = 7 * 86_400_000;

/** Reads them; a region that does not answer is left out. */
export async function readWorkMetrics(deps: {
  control: Knex;
  regions: readonly { key: string }[];
  app(region: string): Knex;
  mover(region: string): Knex;
  pools: CustomerPools;
  now(): number;
}): Promise<WorkMetrics> {
  const { control, regions, app, mover, pools, now } = deps;
  const [outboxes, moves, outages] = await Promise.all([
    Promise.all(regions.map(({ key }) => readOutboxMetrics(key, app(key), mover(key), now()))),
    control('moves')
      .whereNull('ended_at')
      .orWhere((failed) =>
        failed.where('state', 'failed').where('ended_at', '>', now() - FAILED_MOVES_WINDOW_MS),
      )
      .groupBy('state')
      .select('state')
      .count({ count: '*' }) as Promise<DatabaseRow[]>,
    control('own_outages').count({ count: '*' }).first() as Promise<DatabaseRow | undefined>,
  ]);
  const breakers = { closed: 0, open: 0, half_open: 0 };
  for (const { breaker } of pools.status()) breakers[breaker.state] += 1;
  return {
    outboxes: outboxes.filter((each) => each !== null),
    moves: moves.map(({ state, count }) => ({ state, count: Number(count) })),
    outages: Number(outages?.count ?? 0),
    pools: [
      readPoolMetrics('control', control),
      ...regions.map(({ key }) => readPoolMetrics(key, app(key))),
    ],
    breakers,
  };
}

async function readOutboxMetrics(
  region: string,
  app: Knex,
  mover: Knex,
  now: number,
): Promise<OutboxMetrics | null> {
  try {
    const [dueTimes, deadLetterCounts] = await Promise.all([
      selectAcrossGuilds(
        app,
        'outbox_due',
        (relation) => `SELECT min(due_at)::text AS at FROM ${relation}`,
      ),
      selectAcrossGuilds(
        mover,
        'outbox',
        (relation) => `SELECT count(*)::text AS count FROM ${relation} WHERE state = 'dead'`,
      ),
    ]);
    return {
      region,
      oldestDueMs: Math.max(0, ...dueTimes.map(({ at }) => (at === null ? 0 : now - Number(at)))),
      deadLetters: deadLetterCounts.reduce((sum, { count }) => sum + Number(count), 0),
    };
  } catch {
    return null;
  }
}

function readPoolMetrics(name: string, knex: Knex): WorkMetrics['pools'][number] {
  const { pool } = knex.client;
  return { name, used: pool.numUsed(), open: pool.numUsed() + pool.numFree(), max: pool.max };
}
