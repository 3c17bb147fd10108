import { createTenancy } from '../../tenancy/index.ts';
import { createTenancyConfig } from '../../test/helpers/databases.ts';
import { registerGuilds } from '../lib/guilds.ts';
import { measureMs, quantile, roundTo } from '../lib/stats.ts';
import { createBenchTenancy } from '../lib/tenancy.ts';
import type { Benchmark } from '../lib/types.ts';

const GUILD_COUNT = 5_000;
const HIT_COUNT = 200_000;

/** Where a guild lives: asked of the registry once, then known. */
export const resolve: Benchmark = {
  targets: [
    { id: 'tenancy.resolve_hit_p99_us', unit: 'µs', bar: 5, better: 'lower' },
    { id: 'tenancy.resolve_miss_p99_ms', unit: 'ms', bar: 5, better: 'lower' },
  ],
  async run(context) {
    const { urls } = await createBenchTenancy(context);
    const guilds = await registerGuilds(urls, GUILD_COUNT);
    const tenancy = createTenancy(createTenancyConfig(urls));
    context.teardown(() => tenancy.close());
    // The first one opens the connection; a process does that once.
    const [first = '', ...others] = guilds;
    await tenancy.getPlacement(first);

    const misses: number[] = [];
    for (const guildId of others) {
      context.signal.throwIfAborted();
      misses.push(await measureMs(() => tenancy.getPlacement(guildId)));
    }
    const hits: number[] = [];
    for (let call = -HIT_COUNT / 10; call < HIT_COUNT; call++) {
      const guildId = guilds[Math.abs(call * 7_919) % GUILD_COUNT] as string;
      const startedAt = performance.now();
      await tenancy.getPlacement(guildId);
      const tookMs = performance.now() - startedAt;
      if (call >= 0) hits.push(tookMs * 1_000);
    }
    const formatNote = (values: number[], unit: string) =>
      `p50 ${roundTo(quantile(values, 0.5), 2)} ${unit}, ${values.length} calls over ${GUILD_COUNT} guilds`;
    return {
      'tenancy.resolve_hit_p99_us': {
        value: roundTo(quantile(hits, 0.99), 2),
        note: `${formatNote(hits, 'µs')}, the clock's own cost included`,
      },
      'tenancy.resolve_miss_p99_ms': {
        value: roundTo(quantile(misses, 0.99), 2),
        note: `${formatNote(misses, 'ms')}, one after the other`,
      },
    };
  },
};
