import { setTimeout as wait } from 'node:timers/promises';
import { guildWith } from '../lib/labels.ts';
import { movingWorld } from '../lib/moving.ts';
import { quantile, rounded } from '../lib/stats.ts';
import type { Measure } from '../lib/types.ts';

const ROWS = 200_000;
const WRITERS = 6;

/**
 * A guild moved to and fro while others write through the door. The pause is what its writers see: the
 * longest time that one write took in a move, with the door's waiting and looking again.
 */
export const movePause: Measure = {
  bars: [{ id: 'move.pause_p99_ms', unit: 'ms', bar: 250, better: 'lower' }],
  async run(context) {
    const world = await movingWorld(context);
    const { tenancy } = world;
    const guildId = await guildWith(tenancy, world.urls, ROWS);
    let longest = 0;
    let writes = 0;
    let stopped = false;
    const writer = async (serial: number) => {
      for (let turn = 0; !stopped; turn++) {
        const number = 1 + ((turn * WRITERS + serial) % ROWS);
        const from = performance.now();
        await tenancy.write(guildId, async (db) => {
          await db
            .table('submissions')
            .where({ number })
            .update({ rating: turn % 5 });
        });
        longest = Math.max(longest, performance.now() - from);
        writes += 1;
        await wait(5);
      }
    };
    const moves = world.moves({ limits: { observeMs: 0 } });
    const pauses: number[] = [];
    const fenced: number[] = [];
    const writing = Promise.all(Array.from({ length: WRITERS }, (_, serial) => writer(serial)));
    writing.catch(() => {});
    for (let turn = 0; turn < (context.full ? 20 : 6); turn++) {
      context.signal.throwIfAborted();
      const region = turn % 2 === 0 ? 'us-east' : 'eu-uk';
      const to = { kind: 'managed', region } as const;
      longest = 0;
      const { id } = await moves.start({ guildId, to, by: 'bench', reason: 'bench' });
      const move = await Promise.race([moves.run(id, context.signal), writing]);
      if (!('state' in move) || move.state !== 'done') throw new Error('the move did not end');
      pauses.push(longest);
      fenced.push(move.pauseMs ?? 0);
    }
    stopped = true;
    await writing;
    return {
      'move.pause_p99_ms': {
        value: Math.round(quantile(pauses, 0.99)),
        note: `longest write of each of ${pauses.length} moves, p50 ${Math.round(quantile(pauses, 0.5))} ms; fence to open ${rounded(quantile(fenced, 0.5), 0)} ms; ${ROWS} rows, ${WRITERS} writers, ${writes} writes`,
      },
    };
  },
};
