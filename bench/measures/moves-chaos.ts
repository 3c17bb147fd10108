import { runMovesChaos } from '../../test/chaos/moves/run.ts';
import { startOwnMariadb } from '../../test/chaos/own-mariadb.ts';
import type { Measure } from '../lib/types.ts';

const SEED = 1;
/** One guild's tour, killed at some transitions; three guilds', killed at all of them, take a quarter of an hour. */
const QUICK = { writes: 1_000, perSecond: 25, guilds: 1, share: 8 };
const FULL = { writes: 100_000 };

/** Moves between all kinds of places under writers, their movers killed. */
export const movesChaos: Measure = {
  bars: [
    { id: 'move.lost', unit: '', bar: 0, better: 'lower' },
    { id: 'move.doubled', unit: '', bar: 0, better: 'lower' },
    { id: 'move.stale', unit: '', bar: 0, better: 'lower' },
  ],
  async run({ full, signal, teardown }) {
    const mariadb = await startOwnMariadb();
    teardown(() => mariadb.stop());
    const report = await runMovesChaos({ seed: SEED, ...(full ? FULL : QUICK), signal });
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
