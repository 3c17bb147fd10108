import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { createAddressGuard, testCustomerDatabase } from '../../tenancy/customer-database/index.ts';
import { rogueDatabase } from '../../test/helpers/rogue-server.ts';
import type { HostileServer } from '../lib/hostile-servers.ts';
import { roundTo } from '../lib/stats.ts';
import type { Benchmark } from '../lib/types.ts';

const NANOSECONDS_PER_MS = 1e6;

/** The delay of the event loop while hostile servers, all at once, are tested. */
export const hostileDatabases: Benchmark = {
  targets: [{ id: 'own.hostile_loop_delay_ms', unit: 'ms', bar: 50, better: 'lower' }],
  async run({ isFull, signal, teardown }) {
    const worker = new Worker(new URL('../lib/hostile-servers.ts', import.meta.url));
    teardown(() => worker.terminate());
    const [servers] = (await once(worker, 'message', { signal })) as [HostileServer[]];
    const guard = createAddressGuard({
      internalHosts: [],
      allowedAddresses: ['127.0.0.0/8'],
      resolveHost: async () => ['127.0.0.1'],
    });
    const testAllServers = () =>
      Promise.all(
        servers.map(({ engine, port, ca }) =>
          testCustomerDatabase(rogueDatabase(engine, port, ca), {
            guard,
            guildId: '1',
            schema: { tables: ['submissions'], version: 1 },
          }).catch(() => {}),
        ),
      );
    // The first round compiles and makes TLS contexts.
    await testAllServers();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const rounds = isFull ? 20 : 5;
    for (let round = 0; round < rounds; round += 1) {
      signal.throwIfAborted();
      await testAllServers();
    }
    delay.disable();
    return {
      'own.hostile_loop_delay_ms': {
        value: roundTo(delay.percentile(99) / NANOSECONDS_PER_MS, 1),
        note: `p99; longest ${roundTo(delay.max / NANOSECONDS_PER_MS, 1)} ms, p50 ${roundTo(delay.percentile(50) / NANOSECONDS_PER_MS, 1)} ms; ${servers.length} servers at once, ${rounds} rounds`,
      },
    };
  },
};
