import test from 'ava';
import { testDatabases } from '../helpers/databases.ts';
import { runChaos } from './run.ts';

test('bot and workers are killed and frozen again and again: nothing is lost, nothing comes twice', async (t) => {
  t.timeout(230_000);
  const report = await runChaos({
    seed: 7,
    count: 15,
    databases: await testDatabases(['eu-uk'], { own: true }),
  });
  t.deepEqual({ lost: report.lost, doubled: report.doubled }, { lost: [], doubled: [] });
  t.true(report.confirmed >= 12, JSON.stringify(report));
  t.true(report.kills.bot >= 1 && report.kills.worker >= 2, JSON.stringify(report.kills));
  t.true(report.freezes >= 1 && report.answered >= 1, JSON.stringify(report));
});
