import { findEphemeralPort } from '../../sandbox/machine/ports.ts';
import { measureMs, quantile, roundTo } from '../lib/stats.ts';
import type { Benchmark } from '../lib/types.ts';
import { createUnreachableGuild } from '../lib/unreachable-guild.ts';

/** What a guild's people wait for while its breaker is open: an answer, not a connection. */
export const openBreaker: Benchmark = {
  targets: [{ id: 'storage.open_breaker_p99_ms', unit: 'ms', bar: 1, better: 'lower' }],
  async run(context) {
    const { tenancy, unreachableGuildId } = await createUnreachableGuild(
      context,
      await findEphemeralPort(),
    );
    const calls = context.isFull ? 20_000 : 5_000;
    const readUnreachable = () =>
      tenancy
        .read(unreachableGuildId, (db) => Promise.resolve(db.table('guild_settings').first()))
        .catch(() => {});
    // Nobody listens there: a few refusals open it, for half a minute.
    for (let attempt = 0; attempt < 10; attempt++) await readUnreachable();
    const [pool] = await tenancy.status.customerDatabases();
    if (pool?.breaker !== 'open') throw new Error(`the breaker is ${pool?.breaker}`);
    const times: number[] = [];
    for (let call = 0; call < calls; call++) {
      context.signal.throwIfAborted();
      times.push(await measureMs(readUnreachable));
    }
    return {
      'storage.open_breaker_p99_ms': {
        value: roundTo(quantile(times, 0.99), 3),
        note: `p50 ${roundTo(quantile(times, 0.5), 3)} ms, ${calls} reads, one after the other`,
      },
    };
  },
};
