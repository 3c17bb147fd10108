import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { tenantMigrations } from '../../../migrations/index.ts';
import { createMoves } from '../../../tenancy/moves/index.ts';
import type { DatabasesSpec } from './databases.ts';
import { openDatabases } from './databases.ts';

/**
 * A process that does what a worker does with moves, and asks at each transition whether it lives
 * on.
 */
const spec = JSON.parse(process.env.CHAOS_PLACES ?? '') as DatabasesSpec;
const POLL_INTERVAL_MS = 100;
const CONCURRENCY = 2;

const databases = openDatabases(spec, 'chaos mover');
const stop = new AbortController();
const running = new Set<string>();
let serial = 0;

const moves = createMoves({
  control: databases.control,
  openDatabase: databases.openDatabase,
  tenantMigrations,
  owner: `mover ${process.pid}`,
  limits: { leaseMs: 1_500, maxBackoffMs: 500, observeMs: 300, chunkRows: 400, pipeBatchRows: 500 },
  onEvent: (event) => {
    if (event.kind === 'trouble')
      process.send?.({ kind: 'trouble', problem: event.problem, cause: String(event.cause) });
  },
  async checkpoint(at, { guildId, id }) {
    const ask = serial++;
    process.send?.({ kind: 'at', ask, at, guildId, moveId: id });
    for (;;) {
      const [answer] = await once(process, 'message');
      if (answer.go === ask) return;
    }
  },
});
// Many transitions can wait for their answers at a time.
process.setMaxListeners(0);
process.once('SIGTERM', () => stop.abort());
process.on('disconnect', () => process.exit(1));
process.send?.({ kind: 'ready' });

while (!stop.signal.aborted) {
  const due = await moves.listDue();
  for (const id of due) {
    if (running.has(id) || running.size >= CONCURRENCY) continue;
    running.add(id);
    void moves.run(id, stop.signal).finally(() => running.delete(id));
  }
  await wait(POLL_INTERVAL_MS);
}
while (running.size > 0) await wait(20);
await databases.close();
process.disconnect();
