import { anyPort } from '../../sandbox/machine/ports.ts';
import { deadGuild } from '../lib/dead-guild.ts';
import { quantile, rounded, timed } from '../lib/stats.ts';
import type { Measure } from '../lib/types.ts';

/** What a guild's people wait for while its breaker is open: an answer, not a connection. */
export const openBreaker: Measure = {
  bars: [{ id: 'storage.open_breaker_p99_ms', unit: 'ms', bar: 1, better: 'lower' }],
  async run(context) {
    const { tenancy, dead } = await deadGuild(context, await anyPort());
    const calls = context.full ? 20_000 : 5_000;
    const ask = () =>
      tenancy.read(dead, (db) => Promise.resolve(db.table('x').first())).catch(() => {});
    // Nobody listens there: a few refusals open it, for half a minute.
    for (let knock = 0; knock < 10; knock++) await ask();
    const [pool] = await tenancy.status.own();
    if (pool?.breaker !== 'open') throw new Error(`the breaker is ${pool?.breaker}`);
    const times: number[] = [];
    for (let call = 0; call < calls; call++) {
      context.signal.throwIfAborted();
      times.push(await timed(ask));
    }
    return {
      'storage.open_breaker_p99_ms': {
        value: rounded(quantile(times, 0.99), 3),
        note: `p50 ${rounded(quantile(times, 0.5), 3)} ms, ${calls} reads, one after the other`,
      },
    };
  },
};
