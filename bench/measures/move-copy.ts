import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import type pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { guildWith } from '../lib/labels.ts';
import { type MovingWorld, movingWorld } from '../lib/moving.ts';
import { quantile, rounded, spread, timed } from '../lib/stats.ts';
import type { Measure } from '../lib/types.ts';

const TABLE = 'vektra.submissions';

/** One COPY piped into another, on the same tables with the same indexes and triggers. */
async function rawCopy({ movers }: MovingWorld, guildId: string): Promise<number> {
  const [from, into] = ['eu-uk', 'us-east'].map((key) => movers.get(key)) as [Knex, Knex];
  const source: pg.PoolClient = await from.client.acquireConnection();
  const target: pg.PoolClient = await into.client.acquireConnection();
  try {
    const rows = `(SELECT * FROM ${TABLE} WHERE guild_id = ${guildId})`;
    return await timed(async () => {
      await target.query('BEGIN');
      await pipeline(
        source.query(copyStreams.to(`COPY ${rows} TO STDOUT (FORMAT binary)`)),
        target.query(copyStreams.from(`COPY ${TABLE} FROM STDIN (FORMAT binary)`)),
      );
      await target.query('COMMIT');
    });
  } finally {
    await from.client.releaseConnection(source);
    await into.client.releaseConnection(target);
  }
}

/** The copy phase of a move, which is then aborted. */
async function moveCopy(world: MovingWorld, guildId: string): Promise<number> {
  const stop = new AbortController();
  let began = 0;
  let took = 0;
  const moves = world.moves({
    checkpoint(at) {
      if (at === 'prepare.source') began = performance.now();
      if (at !== 'copy.done') return;
      took = performance.now() - began;
      stop.abort();
    },
  });
  const to = { kind: 'managed', region: 'us-east' } as const;
  const { id } = await moves.start({ guildId, to, by: 'bench', reason: 'bench', way: 'live' });
  await moves.run(id, stop.signal);
  await moves.abort(id);
  await world.moves({}).run(id, new AbortController().signal);
  return took;
}

/** Rows go between the same two clusters, in turns; a move's copy takes all tables, here one has rows. */
export const moveCopyRatio: Measure = {
  bars: [{ id: 'move.copy_ratio', unit: '×', bar: 0.85, better: 'higher' }],
  async run(context) {
    const rows = context.full ? 200_000 : 100_000;
    const world = await movingWorld(context);
    const guildId = await guildWith(world.tenancy, world.urls, rows);
    const target = world.movers.get('us-east') as Knex;
    const all = { ours: [] as number[], raw: [] as number[] };
    const ratios: number[] = [];
    for (let round = -1; round < (context.full ? 10 : 5); round++) {
      context.signal.throwIfAborted();
      const ours = await moveCopy(world, guildId);
      const raw = await rawCopy(world, guildId);
      await target.raw(`DELETE FROM ${TABLE}`);
      // The first round finds an empty table and cold caches.
      if (round < 0) continue;
      ratios.push(raw / ours);
      all.ours.push(ours);
      all.raw.push(raw);
    }
    const rate = (times: number[]) => Math.round(rows / quantile(times, 0.5));
    return {
      'move.copy_ratio': {
        value: rounded(quantile(ratios, 0.5), 3),
        note: `${rate(all.ours)} / ${rate(all.raw)} k rows/s, ${rows} rows, ${ratios.length} rounds, ${spread(ratios)}`,
      },
    };
  },
};
