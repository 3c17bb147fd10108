import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createTenancy } from '../../tenancy/index.ts';
import { tenancyConfig, testDatabases } from '../../test/helpers/storage.ts';
import { registerOwnGuilds, secretsFor } from '../lib/own-guilds.ts';
import { ALLOW, startOwnServer } from '../lib/own-server.ts';
import { rounded } from '../lib/stats.ts';
import type { Measure } from '../lib/types.ts';

/** Sockets to own databases that the process may have. */
const SOCKETS = 300;
const AT_ONCE = 16;
const WARM_UP = 3_000;
const LOOK_MS = 200;

/** Collects what can be collected, and says what the process still has, MB. */
function settledMb(): { rss: number; heap: number } {
  setFlagsFromString('--expose_gc');
  const gc = runInNewContext('gc') as (how: object) => void;
  for (let turn = 0; turn < 4; turn++)
    gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  const { rss, heapUsed } = process.memoryUsage();
  return { rss: rss / 2 ** 20, heap: heapUsed / 2 ** 20 };
}

/** Ranks by Zipf's law: the second is asked for half as often as the first, the third a third. */
function zipf(count: number): () => number {
  const upTo: number[] = [];
  let sum = 0;
  for (let rank = 1; rank <= count; rank++) {
    sum += 1 / rank;
    upTo.push(sum);
  }
  // A generator with a seed: each run asks for the same.
  let seed = 42;
  return () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    const wanted = (seed / 2 ** 31) * sum;
    const rank = upTo.findIndex((each) => each >= wanted);
    return rank === -1 ? count - 1 : rank;
  };
}

/** A process that comes to know thousands of guilds in databases of their own. */
export const placements: Measure = {
  bars: [{ id: 'storage.placements_rss_mb', unit: 'MB', bar: 100, better: 'lower' }],
  async run(context) {
    const [guilds, databases, reads] = context.full ? [5_000, 50, 10_000] : [1_000, 10, 4_000];
    const server = await startOwnServer(context, databases);
    const urls = await testDatabases(['eu-uk'], { own: true });
    const guildIds = await registerOwnGuilds(urls, guilds);
    for (let index = 0; index < databases; index++)
      await server.admit(
        index,
        guildIds.filter((_, guild) => guild % databases === index),
      );
    const tenancy = createTenancy(
      { ...tenancyConfig(urls), own: { allow: ALLOW, maxSockets: SOCKETS } },
      { secrets: secretsFor((guild) => server.database(guild % databases)) },
    );
    context.teardown(() => tenancy.close());
    const read = (guildId: string) =>
      tenancy.read(guildId, (db) => Promise.resolve(db.table('guild_settings').first('revision')));

    const asked = async (reads: number, guildOf: (turn: number) => number): Promise<number> => {
      let next = 0;
      let refused = 0;
      const reader = async () => {
        for (let turn = next++; turn < reads; turn = next++) {
          context.signal.throwIfAborted();
          await read(guildIds[guildOf(turn)] ?? '').catch(() => (refused += 1));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, reader));
      return refused;
    };
    // What a process takes that does such work at all (TLS, drivers, JIT) is not the placements'.
    await asked(WARM_UP, (turn) => turn % 10);
    const before = settledMb();
    let sockets = 0;
    const look = setInterval(
      () => void server.connections().then((now) => (sockets = Math.max(sockets, now))),
      LOOK_MS,
    );
    context.teardown(async () => clearInterval(look));
    // Each one once, the rarely used too; then as people do.
    const rank = zipf(guilds);
    const refused = await asked(guilds + reads, (turn) => (turn < guilds ? turn : rank()));
    clearInterval(look);
    const after = settledMb();
    if (sockets > SOCKETS) throw new Error(`${sockets} sockets, more than ${SOCKETS}`);
    return {
      'storage.placements_rss_mb': {
        value: rounded(after.rss - before.rss, 1),
        note: `${rounded(after.heap - before.heap, 1)} MB of it on the heap; ${guilds} placements over ${databases} databases, ${guilds + reads} reads (${refused} refused), at most ${sockets} of ${SOCKETS} sockets`,
      },
    };
  },
};
