import { runChaos } from '../../test/chaos/run.ts';
import { testDatabases } from '../../test/helpers/databases.ts';
import type { Benchmark } from '../lib/types.ts';

const SEED = 1;
const DEMOS = 200;

export const chaos: Benchmark = {
  targets: [
    { id: 'chaos.lost', unit: '', bar: 0, better: 'lower' },
    { id: 'chaos.doubled', unit: '', bar: 0, better: 'lower' },
  ],
  async run({ signal }) {
    const databases = await testDatabases(['eu-uk'], { own: true });
    const report = await runChaos({ seed: SEED, count: DEMOS, databases, signal });
    const { confirmed, decided, messaged, kills, faults } = report;
    const note = `seed ${SEED}: ${confirmed} numbers, ${decided} decisions, ${messaged} messages seen; ${kills.bot} + ${kills.worker} kills, ${faults} faults, ${report.seconds.toFixed(0)} s`;
    return {
      'chaos.lost': { value: report.lost.length, note: [note, ...report.lost].join('; ') },
      'chaos.doubled': { value: report.doubled.length, note: report.doubled.join('; ') },
    };
  },
};
