import { createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { anyPort } from '../../sandbox/machine/ports.ts';
import type { Tenancy } from '../../tenancy/index.ts';
import { deadGuild } from '../lib/dead-guild.ts';
import { guildWith } from '../lib/labels.ts';
import { quantile, rounded, spread, timed } from '../lib/stats.ts';
import type { Context, Measure } from '../lib/types.ts';

const GUILDS = 10;
const ROWS = 500;
/** Writes of a block, blocks of a round for each side, and writes at the same time. */
const BLOCK = 100;
const BLOCKS = 20;
const WRITERS = 4;
/** Who asks for the dead one: so many, each again after so many ms. */
const CALLERS = 20;
const AGAIN_MS = 20;

/** A server that takes connections and never says a word: what costs most to wait for. */
async function silentServer({ teardown }: Context): Promise<number> {
  const sockets = new Set<Socket>();
  const port = await anyPort();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  teardown(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return port;
}

const write = (tenancy: Tenancy, guildId: string, turn: number) =>
  tenancy.write(guildId, async (db) => {
    const number = 1 + (turn % ROWS);
    await db
      .table('submissions')
      .where({ number })
      .update({ rating: turn % 5 });
  });

/**
 * Guilds in a region write; meanwhile, in every other block, many ask for a guild whose database is
 * dead. Blocks are short, so that what else the machine does falls on both sides alike.
 */
export const deadNeighbour: Measure = {
  bars: [{ id: 'storage.dead_neighbour_p99_ratio', unit: '×', bar: 1.1, better: 'lower' }],
  async run(context) {
    const { tenancy, urls, dead } = await deadGuild(context, await silentServer(context));
    const guilds: string[] = [];
    for (let index = 0; index < GUILDS; index++) guilds.push(await guildWith(tenancy, urls, ROWS));
    let state: 'hammered' | 'left alone' | 'over' = 'left alone';
    let refused = 0;
    async function caller(): Promise<void> {
      while (state !== 'over') {
        if (state === 'hammered') await write(tenancy, dead, 0).catch(() => (refused += 1));
        await wait(AGAIN_MS);
      }
    }
    async function block(): Promise<number[]> {
      const times: number[] = [];
      let turn = 0;
      const writer = async () => {
        for (let mine = turn++; mine < BLOCK; mine = turn++) {
          context.signal.throwIfAborted();
          times.push(await timed(() => write(tenancy, guilds[mine % GUILDS] ?? '', mine)));
        }
      };
      await Promise.all(Array.from({ length: WRITERS }, writer));
      return times;
    }
    const callers = Array.from({ length: CALLERS }, caller);
    const ratios: number[] = [];
    const all = { hammered: [] as number[], 'left alone': [] as number[] };
    for (let round = -1; round < (context.full ? 30 : 10); round++) {
      const times = { hammered: [] as number[], 'left alone': [] as number[] };
      for (let turn = 0; turn < BLOCKS; turn++) {
        const order = ['hammered', 'left alone'] as const;
        for (const side of turn % 2 === 0 ? order : order.toReversed()) {
          state = side;
          times[side].push(...(await block()));
        }
      }
      // The first round opens pools, and the breaker.
      if (round < 0) continue;
      ratios.push(quantile(times.hammered, 0.99) / quantile(times['left alone'], 0.99));
      for (const side of ['hammered', 'left alone'] as const) all[side].push(...times[side]);
    }
    state = 'over';
    await Promise.all(callers);
    const p99 = (times: number[]) => rounded(quantile(times, 0.99), 2);
    return {
      'storage.dead_neighbour_p99_ratio': {
        // Of all writes: in one round twenty of them decide, and what else the machine does.
        value: rounded(quantile(all.hammered, 0.99) / quantile(all['left alone'], 0.99), 3),
        note: `p99 ${p99(all.hammered)} / ${p99(all['left alone'])} ms, ${all.hammered.length} writes a side, ${ratios.length} rounds ${spread(ratios)}; ${refused} calls to the dead one`,
      },
    };
  },
};
