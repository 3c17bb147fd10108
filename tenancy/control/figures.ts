import type { Knex } from 'knex';
import type { OwnPools } from '../own/index.ts';
import type { Row } from '../types.ts';

/** What waits in a region's outboxes; null while the region does not answer. */
export interface OutboxFigures {
  region: string;
  /** How long the oldest delivery has been due, ms; 0: none is. */
  oldestDueMs: number;
  /** Deliveries that were given up and wait for somebody to retry them. */
  dead: number;
}

/** Figures about work that goes on, for metrics and alerts. */
export interface WorkFigures {
  outboxes: OutboxFigures[];
  /** Moves that are not over, by state; and those that failed within a week. */
  moves: { state: string; count: number }[];
  /** Own databases that are known to be away. */
  outages: number;
  /** Connections of this process. */
  pools: { name: string; used: number; open: number; max: number }[];
  /** Own databases by what their circuit breaker in this process says. */
  breakers: { closed: number; open: number; half_open: number };
}

const FAILED_MS = 7 * 86_400_000;

/** Reads them; a region that does not answer is left out. */
export async function workFigures(parts: {
  control: Knex;
  regions: readonly { key: string }[];
  app(region: string): Knex;
  mover(region: string): Knex;
  pools: OwnPools;
  now(): number;
}): Promise<WorkFigures> {
  const { control, regions, app, mover, pools, now } = parts;
  const [outboxes, moves, outages] = await Promise.all([
    Promise.all(regions.map(({ key }) => outboxOf(key, app(key), mover(key), now()))),
    control('moves')
      .whereNull('ended_at')
      .orWhere((failed) =>
        failed.where('state', 'failed').where('ended_at', '>', now() - FAILED_MS),
      )
      .groupBy('state')
      .select('state')
      .count({ count: '*' }) as Promise<Row[]>,
    control('own_outages').count({ count: '*' }).first() as Promise<Row | undefined>,
  ]);
  const breakers = { closed: 0, open: 0, half_open: 0 };
  for (const { breaker } of pools.status()) breakers[breaker.state] += 1;
  return {
    outboxes: outboxes.filter((each) => each !== null),
    moves: moves.map(({ state, count }) => ({ state, count: Number(count) })),
    outages: Number(outages?.count ?? 0),
    pools: [poolOf('control', control), ...regions.map(({ key }) => poolOf(key, app(key)))],
    breakers,
  };
}

async function outboxOf(
  region: string,
  app: Knex,
  mover: Knex,
  now: number,
): Promise<OutboxFigures | null> {
  try {
    const [due, dead] = await Promise.all([
      app('outbox_due').min({ at: 'due_at' }).first() as Promise<Row | undefined>,
      mover('outbox').where('state', 'dead').count({ count: '*' }).first() as Promise<
        Row | undefined
      >,
    ]);
    const at = due?.at === null || due?.at === undefined ? now : Number(due.at);
    return { region, oldestDueMs: Math.max(0, now - at), dead: Number(dead?.count ?? 0) };
  } catch {
    return null;
  }
}

function poolOf(name: string, knex: Knex): WorkFigures['pools'][number] {
  const { pool } = knex.client;
  return { name, used: pool.numUsed(), open: pool.numUsed() + pool.numFree(), max: pool.max };
}
