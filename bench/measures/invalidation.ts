import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { parseOperatorUrl } from '../../tenancy/index.ts';
import { openPostgres } from '../../tenancy/pools/postgres.ts';
import { testDatabases } from '../../test/helpers/storage.ts';
import { registerGuilds } from '../lib/labels.ts';
import { quantile, rounded } from '../lib/stats.ts';
import type { Measure } from '../lib/types.ts';

const ONLOOKER = path.resolve(import.meta.dirname, '../lib/onlooker.ts');

/** A placement changes in one process; another one, which knew it, resolves the new one. */
export const invalidation: Measure = {
  bars: [{ id: 'registry.invalidation_p99_ms', unit: 'ms', bar: 50, better: 'lower' }],
  async run({ full, signal, teardown }) {
    const changes = full ? 1_000 : 200;
    const urls = await testDatabases(['eu-uk'], { own: true });
    const guilds = await registerGuilds(urls, changes);
    const control = openPostgres(parseOperatorUrl('CONTROL', urls.control), {
      name: 'bench',
      schema: 'public',
      limits: {},
    });
    teardown(() => control.destroy());
    const onlooker = fork(ONLOOKER, {
      env: { ...process.env, BENCH_URLS: JSON.stringify(urls) },
      signal,
    });
    onlooker.on('error', () => {});
    teardown(async () => {
      const gone = onlooker.exitCode === null ? once(onlooker, 'exit') : null;
      if (onlooker.connected) onlooker.disconnect();
      await gone;
    });
    const times: number[] = [];
    for (const guildId of guilds) {
      signal.throwIfAborted();
      const knows = once(onlooker, 'message');
      onlooker.send(guildId);
      await knows;
      const saw = once(onlooker, 'message');
      const from = performance.now();
      await control('guilds').where('guild_id', guildId).increment('epoch', 1);
      await saw;
      times.push(performance.now() - from);
    }
    return {
      'registry.invalidation_p99_ms': {
        value: rounded(quantile(times, 0.99), 2),
        note: `p50 ${rounded(quantile(times, 0.5), 2)} ms, ${changes} changes, from the UPDATE on, its round trip and the other process's word included`,
      },
    };
  },
};
