import { createTenancy } from '../../tenancy/index.ts';
import { tenancyConfig } from '../../test/helpers/storage.ts';
import { ownTenancy } from '../lib/door.ts';
import { registerGuilds } from '../lib/labels.ts';
import { quantile, rounded, timed } from '../lib/stats.ts';
import type { Measure } from '../lib/types.ts';

const GUILDS = 5_000;
const HITS = 200_000;

/** Where a guild lives: asked of the registry once, then known. */
export const resolve: Measure = {
  bars: [
    { id: 'tenancy.resolve_hit_p99_us', unit: 'µs', bar: 5, better: 'lower' },
    { id: 'tenancy.resolve_miss_p99_ms', unit: 'ms', bar: 5, better: 'lower' },
  ],
  async run(context) {
    const { urls } = await ownTenancy(context);
    const guilds = await registerGuilds(urls, GUILDS);
    const tenancy = createTenancy(tenancyConfig(urls));
    context.teardown(() => tenancy.close());
    // The first one opens the connection; a process does that once.
    const [first = '', ...others] = guilds;
    await tenancy.placement(first);

    const misses: number[] = [];
    for (const guildId of others) {
      context.signal.throwIfAborted();
      misses.push(await timed(() => tenancy.placement(guildId)));
    }
    const hits: number[] = [];
    for (let call = -HITS / 10; call < HITS; call++) {
      const guildId = guilds[Math.abs(call * 7_919) % GUILDS] as string;
      const from = performance.now();
      await tenancy.placement(guildId);
      const took = performance.now() - from;
      if (call >= 0) hits.push(took * 1_000);
    }
    const note = (values: number[], unit: string) =>
      `p50 ${rounded(quantile(values, 0.5), 2)} ${unit}, ${values.length} calls over ${GUILDS} guilds`;
    return {
      'tenancy.resolve_hit_p99_us': {
        value: rounded(quantile(hits, 0.99), 2),
        note: `${note(hits, 'µs')}, the clock's own cost included`,
      },
      'tenancy.resolve_miss_p99_ms': {
        value: rounded(quantile(misses, 0.99), 2),
        note: `${note(misses, 'ms')}, one after the other`,
      },
    };
  },
};
