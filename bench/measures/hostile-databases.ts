import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { createAddressGuard, testOwnDatabase } from '../../tenancy/own/index.ts';
import { rogueDatabase } from '../../test/helpers/own-rogue.ts';
import type { HostileServer } from '../lib/hostile-servers.ts';
import { rounded } from '../lib/stats.ts';
import type { Measure } from '../lib/types.ts';

const MS = 1e6;

/** The delay of the event loop while hostile servers, all at once, are tested. */
export const hostileDatabases: Measure = {
  bars: [{ id: 'own.hostile_loop_delay_ms', unit: 'ms', bar: 50, better: 'lower' }],
  async run({ full, signal, teardown }) {
    const worker = new Worker(new URL('../lib/hostile-servers.ts', import.meta.url));
    teardown(() => worker.terminate());
    const [servers] = (await once(worker, 'message', { signal })) as [HostileServer[]];
    const guard = createAddressGuard({
      ours: [],
      allow: ['127.0.0.0/8'],
      resolve: async () => ['127.0.0.1'],
    });
    const run = () =>
      Promise.all(
        servers.map(({ engine, port, ca }) =>
          testOwnDatabase(rogueDatabase(engine, port, ca), {
            guard,
            guildId: '1',
            schema: { tables: ['submissions'], version: 1 },
          }).catch(() => {}),
        ),
      );
    // The first round compiles and makes TLS contexts.
    await run();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const rounds = full ? 20 : 5;
    for (let round = 0; round < rounds; round += 1) {
      signal.throwIfAborted();
      await run();
    }
    delay.disable();
    return {
      'own.hostile_loop_delay_ms': {
        value: rounded(delay.percentile(99) / MS, 1),
        note: `p99; longest ${rounded(delay.max / MS, 1)} ms, p50 ${rounded(delay.percentile(50) / MS, 1)} ms; ${servers.length} servers at once, ${rounds} rounds`,
      },
    };
  },
};
