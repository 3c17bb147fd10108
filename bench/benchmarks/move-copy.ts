import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import type pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { createGuildWithSubmissions } from '../lib/guilds.ts';
import { createMoveFixture, type MoveFixture } from '../lib/move-fixture.ts';
import { formatSpread, measureMs, quantile, roundTo } from '../lib/stats.ts';
import type { Benchmark } from '../lib/types.ts';

const TABLE = 'vektra.submissions';

/** One COPY piped into another, on the same tables with the same indexes and triggers. */
async function measureRawCopy({ movers }: MoveFixture, guildId: string): Promise<number> {
  const [sourceKnex, targetKnex] = ['eu-uk', 'us-east'].map((key) => movers.get(key)) as [
    Knex,
    Knex,
  ];
  const source: pg.PoolClient = await sourceKnex.client.acquireConnection();
  const target: pg.PoolClient = await targetKnex.client.acquireConnection();
  try {
    const rows = `(SELECT * FROM ${TABLE} WHERE guild_id = ${guildId})`;
    return await measureMs(async () => {
      await target.query('BEGIN');
      await pipeline(
        source.query(copyStreams.to(`COPY ${rows} TO STDOUT (FORMAT binary)`)),
        target.query(copyStreams.from(`COPY ${TABLE} FROM STDIN (FORMAT binary)`)),
      );
      await target.query('COMMIT');
    });
  } finally {
    await sourceKnex.client.releaseConnection(source);
    await targetKnex.client.releaseConnection(target);
  }
}

/** The copy phase of a move, which is then aborted. */
async function measureMoveCopy(fixture: MoveFixture, guildId: string): Promise<number> {
  const stop = new AbortController();
  let startedAt = 0;
  let tookMs = 0;
  const moves = fixture.moves({
    checkpoint(at) {
      if (at === 'prepare.source') startedAt = performance.now();
      if (at !== 'copy.done') return;
      tookMs = performance.now() - startedAt;
      stop.abort();
    },
  });
  const to = { kind: 'managed', region: 'us-east' } as const;
  const { id } = await moves.start({
    guildId,
    to,
    requestedBy: 'bench',
    reason: 'bench',
    way: 'live',
  });
  await moves.run(id, stop.signal);
  await moves.abort(id);
  await fixture.moves({}).run(id, new AbortController().signal);
  return tookMs;
}

/**
 * Rows go between the same two clusters, in turns; a move's copy takes all tables, here one has
 * rows.
 */
export const moveCopyRatio: Benchmark = {
  targets: [{ id: 'move.copy_ratio', unit: '×', bar: 0.85, better: 'higher' }],
  async run(context) {
    const rows = context.isFull ? 200_000 : 100_000;
    const fixture = await createMoveFixture(context);
    const guildId = await createGuildWithSubmissions(fixture.tenancy, fixture.urls, rows);
    const target = fixture.movers.get('us-east') as Knex;
    const all = { ours: [] as number[], raw: [] as number[] };
    const ratios: number[] = [];
    for (let round = -1; round < (context.isFull ? 10 : 5); round++) {
      context.signal.throwIfAborted();
      const ours = await measureMoveCopy(fixture, guildId);
      const raw = await measureRawCopy(fixture, guildId);
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
        value: roundTo(quantile(ratios, 0.5), 3),
        note: `${rate(all.ours)} / ${rate(all.raw)} k rows/s, ${rows} rows, ${ratios.length} rounds, ${formatSpread(ratios)}`,
      },
    };
  },
};
