import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createTenancy } from '../../tenancy/index.ts';
import { createTenancyConfig, testDatabases } from '../../test/helpers/databases.ts';
import {
  createSecretStoreFor,
  registerCustomerDatabaseGuilds,
} from '../lib/customer-database-guilds.ts';
import { ALLOWED_ADDRESSES, startCustomerServer } from '../lib/customer-server.ts';
import { roundTo } from '../lib/stats.ts';
import type { Benchmark } from '../lib/types.ts';

/** Sockets to customer databases that the process may have. */
const MAX_SOCKETS = 300;
const CONCURRENCY = 16;
const WARM_UP_READS = 3_000;
const SAMPLE_INTERVAL_MS = 200;

/** Collects what can be collected, and says what the process still has, MB. */
function measureMemoryMb(): { rss: number; heap: number } {
  setFlagsFromString('--expose_gc');
  const gc = runInNewContext('gc') as (options: object) => void;
  for (let turn = 0; turn < 4; turn++)
    gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  const { rss, heapUsed } = process.memoryUsage();
  return { rss: rss / 2 ** 20, heap: heapUsed / 2 ** 20 };
}

/** Ranks by Zipf's law: the second is asked for half as often as the first, the third a third. */
function createZipfRank(count: number): () => number {
  const cumulative: number[] = [];
  let sum = 0;
  for (let rank = 1; rank <= count; rank++) {
    sum += 1 / rank;
    cumulative.push(sum);
  }
  // A generator with a seed: each run asks for the same.
  let seed = 42;
  return () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    const wanted = (seed / 2 ** 31) * sum;
    const rank = cumulative.findIndex((each) => each >= wanted);
    return rank === -1 ? count - 1 : rank;
  };
}

/** A process that comes to know thousands of guilds in databases of their own. */
export const placements: Benchmark = {
  targets: [{ id: 'storage.placements_rss_mb', unit: 'MB', bar: 100, better: 'lower' }],
  async run(context) {
    const [guilds, databases, reads] = context.isFull ? [5_000, 50, 10_000] : [1_000, 10, 4_000];
    const server = await startCustomerServer(context, databases);
    const urls = await testDatabases(['eu-uk'], { own: true });
    const guildIds = await registerCustomerDatabaseGuilds(urls, guilds);
    for (let index = 0; index < databases; index++)
      await server.addGuilds(
        index,
        guildIds.filter((_, guild) => guild % databases === index),
      );
    const tenancy = createTenancy(
      {
        ...createTenancyConfig(urls),
        customerDatabases: { allowedAddresses: ALLOWED_ADDRESSES, maxSockets: MAX_SOCKETS },
      },
      { secrets: createSecretStoreFor((guild) => server.database(guild % databases)) },
    );
    context.teardown(() => tenancy.close());
    const read = (guildId: string) =>
      tenancy.read(guildId, (db) => Promise.resolve(db.table('guild_settings').first('revision')));

    const readMany = async (reads: number, guildOf: (turn: number) => number): Promise<number> => {
      let next = 0;
      let refused = 0;
      const runReader = async () => {
        for (let turn = next++; turn < reads; turn = next++) {
          context.signal.throwIfAborted();
          await read(guildIds[guildOf(turn)] ?? '').catch(() => (refused += 1));
        }
      };
      await Promise.all(Array.from({ length: CONCURRENCY }, runReader));
      return refused;
    };
    // What a process takes that does such work at all (TLS, drivers, JIT) is not the placements'.
    await readMany(WARM_UP_READS, (turn) => turn % 10);
    const before = measureMemoryMb();
    let sockets = 0;
    const sampler = setInterval(
      () => void server.countConnections().then((now) => (sockets = Math.max(sockets, now))),
      SAMPLE_INTERVAL_MS,
    );
    context.teardown(async () => clearInterval(sampler));
    // Each one once, the rarely used too; then as people do.
    const nextRank = createZipfRank(guilds);
    const refusedCount = await readMany(guilds + reads, (turn) =>
      turn < guilds ? turn : nextRank(),
    );
    clearInterval(sampler);
    const after = measureMemoryMb();
    if (sockets > MAX_SOCKETS) throw new Error(`${sockets} sockets, more than ${MAX_SOCKETS}`);
    return {
      'storage.placements_rss_mb': {
        value: roundTo(after.rss - before.rss, 1),
        note: `${roundTo(after.heap - before.heap, 1)} MB of it on the heap; ${guilds} placements over ${databases} databases, ${guilds + reads} reads (${refusedCount} refused), at most ${sockets} of ${MAX_SOCKETS} sockets`,
      },
    };
  },
};
