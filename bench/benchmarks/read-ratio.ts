import { createGuildWithSubmissions } from '../lib/guilds.ts';
import { measureRatio } from '../lib/ratio.ts';
import { createBaselinePool, createBenchTenancy } from '../lib/tenancy.ts';
import type { Benchmark } from '../lib/types.ts';

/**
 * One row by its key: the cheapest read there is, so that the overhead of tenant access weighs
 * most.
 */
export const readRatio: Benchmark = {
  targets: [{ id: 'tenancy.read_ratio', unit: '×', bar: 0.9, better: 'lower' }],
  async run(context) {
    const { tenancy, urls } = await createBenchTenancy(context);
    const baseline = createBaselinePool(urls, context);
    const SIZE = 5_000;
    const guildId = await createGuildWithSubmissions(tenancy, urls, SIZE);
    let turn = 0;
    const number = () => 1 + (++turn % SIZE);
    return {
      'tenancy.read_ratio': await measureRatio(
        {
          subject: () =>
            tenancy.read(guildId, (db) =>
              db.table('submissions').where('number', number()).first(),
            ),
          baseline: () =>
            baseline('submissions').where('guild_id', guildId).where('number', number()).first(),
        },
        { rounds: context.isFull ? 60 : 30, signal: context.signal },
      ),
    };
  },
};
