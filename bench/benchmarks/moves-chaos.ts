import { startLocalCustomerDatabases } from '../../test/chaos/local-customer-databases.ts';
import { runMovesChaos } from '../../test/chaos/moves/run.ts';
import type { Benchmark } from '../lib/types.ts';

const SEED = 1;
/**
 * One guild's tour, killed at some transitions; three guilds', killed at all of them, take a
 * quarter of an hour.
 */
const QUICK = { writes: 1_000, writesPerSecond: 25, guildCount: 1, killShare: 8 };
const FULL = { writes: 100_000 };

/** Moves between all kinds of databases under writers, their movers killed. */
export const movesChaos: Benchmark = {
  targets: [
    { id: 'move.lost', unit: '', bar: 0, better: 'lower' },
    { id: 'move.doubled', unit: '', bar: 0, better: 'lower' },
    { id: 'move.stale', unit: '', bar: 0, better: 'lower' },
  ],
  async run({ isFull, signal, teardown }) {
    const customerDatabases = await startLocalCustomerDatabases();
    teardown(() => customerDatabases.stop());
    const report = await runMovesChaos({ seed: SEED, ...(isFull ? FULL : QUICK), signal });
    if (report.broken.length > 0) throw new Error(report.broken.join('; '));
    const { moves, kills, acknowledged, delivered, staleTries } = report;
    const note = `seed ${SEED}: ${moves} moves, ${kills} movers killed, ${acknowledged} writes acknowledged, ${delivered} effects delivered, ${staleTries} stale tries, ${report.seconds.toFixed(0)} s`;
    return {
      'move.lost': { value: report.lost.length, note: [note, ...report.lost].join('; ') },
      'move.doubled': { value: report.doubled.length, note: report.doubled.join('; ') },
      'move.stale': { value: report.stale.length, note: report.stale.join('; ') },
    };
  },
};
