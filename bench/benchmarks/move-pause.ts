import { setTimeout as wait } from 'node:timers/promises';
import { createGuildWithSubmissions } from '../lib/guilds.ts';
import { createMoveFixture } from '../lib/move-fixture.ts';
import { quantile, roundTo } from '../lib/stats.ts';
import type { Benchmark } from '../lib/types.ts';

const ROW_COUNT = 200_000;
const WRITER_COUNT = 6;

/**
 * A guild moved back and forth while others write through tenant access. The pause is what its
 * writers see: the longest time that one write took in a move, with the waits and retries of tenant
 * access.
 */
export const movePause: Benchmark = {
  targets: [{ id: 'move.pause_p99_ms', unit: 'ms', bar: 250, better: 'lower' }],
  async run(context) {
    const fixture = await createMoveFixture(context);
    const { tenancy } = fixture;
    const guildId = await createGuildWithSubmissions(tenancy, fixture.urls, ROW_COUNT);
    let longestMs = 0;
    let writes = 0;
    let isStopped = false;
    const runWriter = async (serial: number) => {
      for (let turn = 0; !isStopped; turn++) {
        const number = 1 + ((turn * WRITER_COUNT + serial) % ROW_COUNT);
        const startedAt = performance.now();
        await tenancy.write(guildId, async (db) => {
          await db
            .table('submissions')
            .where('number', number)
            .update({ rating: turn % 5 });
        });
        longestMs = Math.max(longestMs, performance.now() - startedAt);
        writes += 1;
        await wait(5);
      }
    };
    const moves = fixture.moves({ limits: { observeMs: 0 } });
    const pauses: number[] = [];
    const fencedMs: number[] = [];
    const writing = Promise.all(
      Array.from({ length: WRITER_COUNT }, (_, serial) => runWriter(serial)),
    );
    writing.catch(() => {});
    for (let turn = 0; turn < (context.isFull ? 20 : 6); turn++) {
      context.signal.throwIfAborted();
      const region = turn % 2 === 0 ? 'us-east' : 'eu-uk';
      const to = { kind: 'managed', region } as const;
      longestMs = 0;
      const { id } = await moves.start({ guildId, to, requestedBy: 'bench', reason: 'bench' });
      const move = await Promise.race([moves.run(id, context.signal), writing]);
      if (!('state' in move) || move.state !== 'done') throw new Error('the move did not end');
      pauses.push(longestMs);
      fencedMs.push(move.pauseMs ?? 0);
    }
    isStopped = true;
    await writing;
    return {
      'move.pause_p99_ms': {
        value: Math.round(quantile(pauses, 0.99)),
        note: `longest write of each of ${pauses.length} moves, p50 ${Math.round(quantile(pauses, 0.5))} ms; fence to open ${roundTo(quantile(fencedMs, 0.5), 0)} ms; ${ROW_COUNT} rows, ${WRITER_COUNT} writers, ${writes} writes`,
      },
    };
  },
};
