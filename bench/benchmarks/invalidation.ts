import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { parseOperatorUrl } from '../../tenancy/index.ts';
import { createPostgresKnex } from '../../tenancy/pools/postgres.ts';
import { testDatabases } from '../../test/helpers/databases.ts';
import { registerGuilds } from '../lib/guilds.ts';
import { quantile, roundTo } from '../lib/stats.ts';
import type { Benchmark } from '../lib/types.ts';

const OBSERVER_PATH = path.resolve(import.meta.dirname, '../lib/observer.ts');

/** A placement changes in one process; another one, which knew it, resolves the new one. */
export const invalidation: Benchmark = {
  targets: [{ id: 'registry.invalidation_p99_ms', unit: 'ms', bar: 50, better: 'lower' }],
  async run({ isFull, signal, teardown }) {
    const changes = isFull ? 1_000 : 200;
    const urls = await testDatabases(['eu-uk'], { own: true });
    const guilds = await registerGuilds(urls, changes);
    const control = createPostgresKnex(parseOperatorUrl('CONTROL', urls.control), {
      name: 'bench',
      schema: 'public',
      limits: {},
    });
    teardown(() => control.destroy());
    const observer = fork(OBSERVER_PATH, {
      env: { ...process.env, BENCH_URLS: JSON.stringify(urls) },
      signal,
    });
    observer.on('error', () => {});
    teardown(async () => {
      const exited = observer.exitCode === null ? once(observer, 'exit') : null;
      if (observer.connected) observer.disconnect();
      await exited;
    });
    const times: number[] = [];
    for (const guildId of guilds) {
      signal.throwIfAborted();
      const hasResolved = once(observer, 'message');
      observer.send(guildId);
      await hasResolved;
      const hasSeenChange = once(observer, 'message');
      const startedAt = performance.now();
      await control('guilds').where('guild_id', guildId).increment('epoch', 1);
      await hasSeenChange;
      times.push(performance.now() - startedAt);
    }
    return {
      'registry.invalidation_p99_ms': {
        value: roundTo(quantile(times, 0.99), 2),
        note: `p50 ${roundTo(quantile(times, 0.5), 2)} ms, ${changes} changes, from the UPDATE on, its round trip and the other process's word included`,
      },
    };
  },
};
