import { barePool, ownTenancy } from '../lib/door.ts';
import { guildWith } from '../lib/labels.ts';
import { ratioOf } from '../lib/ratio.ts';
import type { Measure } from '../lib/types.ts';

/** One row by its key: the cheapest read there is, so that what the door adds weighs most. */
export const readRatio: Measure = {
  bars: [{ id: 'tenancy.read_ratio', unit: '×', bar: 0.9, better: 'lower' }],
  async run(context) {
    const { tenancy, urls } = await ownTenancy(context);
    const bare = barePool(urls, context);
    const SIZE = 5_000;
    const guildId = await guildWith(tenancy, urls, SIZE);
    let turn = 0;
    const number = () => 1 + (++turn % SIZE);
    return {
      'tenancy.read_ratio': await ratioOf(
        {
          ours: () =>
            tenancy.read(guildId, (db) =>
              db.table('submissions').where('number', number()).first(),
            ),
          bare: () =>
            bare('submissions').where('guild_id', guildId).where('number', number()).first(),
        },
        { rounds: context.full ? 60 : 30, signal: context.signal },
      ),
    };
  },
};
