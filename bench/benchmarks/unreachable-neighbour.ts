import { createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { findEphemeralPort } from '../../sandbox/machine/ports.ts';
import type { Tenancy } from '../../tenancy/index.ts';
import { createGuildWithSubmissions } from '../lib/guilds.ts';
import { formatSpread, measureMs, quantile, roundTo } from '../lib/stats.ts';
import type { Benchmark, BenchmarkContext } from '../lib/types.ts';
import { createUnreachableGuild } from '../lib/unreachable-guild.ts';

const GUILD_COUNT = 10;
const ROWS_PER_GUILD = 500;
/** Writes of a block, blocks of a round for each side, and writes at the same time. */
const WRITES_PER_BLOCK = 100;
const BLOCKS_PER_ROUND = 20;
const WRITER_COUNT = 4;
/** Who asks for the dead one: so many, each again after so many ms. */
const CALLER_COUNT = 20;
const RETRY_DELAY_MS = 20;

/** A server that takes connections and never says a word: what costs most to wait for. */
async function silentServer({ teardown }: BenchmarkContext): Promise<number> {
  const sockets = new Set<Socket>();
  const port = await findEphemeralPort();
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
    const number = 1 + (turn % ROWS_PER_GUILD);
    await db
      .table('submissions')
      .where('number', number)
      .update({ rating: turn % 5 });
  });

/**
 * Guilds in a region write; meanwhile, in every other block, many ask for a guild whose database is
 * dead. Blocks are short, so that what else the machine does falls on both sides alike.
 */
export const unreachableNeighbour: Benchmark = {
  targets: [{ id: 'storage.dead_neighbour_p99_ratio', unit: '×', bar: 1.1, better: 'lower' }],
  async run(context) {
    const { tenancy, urls, unreachableGuildId } = await createUnreachableGuild(
      context,
      await silentServer(context),
    );
    const guilds: string[] = [];
    for (let index = 0; index < GUILD_COUNT; index++)
      guilds.push(await createGuildWithSubmissions(tenancy, urls, ROWS_PER_GUILD));
    let state: 'hammered' | 'left alone' | 'over' = 'left alone';
    let refusedCount = 0;
    async function callUnreachableGuild(): Promise<void> {
      while (state !== 'over') {
        if (state === 'hammered')
          await write(tenancy, unreachableGuildId, 0).catch(() => (refusedCount += 1));
        await wait(RETRY_DELAY_MS);
      }
    }
    async function runBlock(): Promise<number[]> {
      const times: number[] = [];
      let turn = 0;
      const runWriter = async () => {
        for (let ownTurn = turn++; ownTurn < WRITES_PER_BLOCK; ownTurn = turn++) {
          context.signal.throwIfAborted();
          times.push(
            await measureMs(() => write(tenancy, guilds[ownTurn % GUILD_COUNT] ?? '', ownTurn)),
          );
        }
      };
      await Promise.all(Array.from({ length: WRITER_COUNT }, runWriter));
      return times;
    }
    const callers = Array.from({ length: CALLER_COUNT }, callUnreachableGuild);
    const ratios: number[] = [];
    const all = { hammered: [] as number[], 'left alone': [] as number[] };
    for (let round = -1; round < (context.isFull ? 30 : 10); round++) {
      const times = { hammered: [] as number[], 'left alone': [] as number[] };
      for (let turn = 0; turn < BLOCKS_PER_ROUND; turn++) {
        const order = ['hammered', 'left alone'] as const;
        for (const side of turn % 2 === 0 ? order : order.toReversed()) {
          state = side;
          times[side].push(...(await runBlock()));
        }
      }
      // The first round opens pools, and the breaker.
      if (round < 0) continue;
      ratios.push(quantile(times.hammered, 0.99) / quantile(times['left alone'], 0.99));
      for (const side of ['hammered', 'left alone'] as const) all[side].push(...times[side]);
    }
    state = 'over';
    await Promise.all(callers);
    const p99 = (times: number[]) => roundTo(quantile(times, 0.99), 2);
    return {
      'storage.dead_neighbour_p99_ratio': {
        // Of all writes: in one round twenty of them decide, and what else the machine does.
        value: roundTo(quantile(all.hammered, 0.99) / quantile(all['left alone'], 0.99), 3),
        note: `p99 ${p99(all.hammered)} / ${p99(all['left alone'])} ms, ${all.hammered.length} writes a side, ${ratios.length} rounds ${formatSpread(ratios)}; ${refusedCount} calls to the dead one`,
      },
    };
  },
};
