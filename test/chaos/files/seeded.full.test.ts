import test from 'ava';
import { testDatabases } from '../../helpers/databases.ts';
import { runFilesChaos } from './run.ts';

test('servers and workers are killed while files are sent and labels are moved: none is lost, half kept or doubled', async (t) => {
  t.timeout(230_000);
  const { lost, halfKept, doubled, ...report } = await runFilesChaos({
    seed: 7,
    demos: 6,
    calmAfterMs: 45_000,
    databases: await testDatabases(['eu-uk', 'us-west'], { own: true }),
  });
  t.deepEqual({ lost, halfKept, doubled }, { lost: [], halfKept: [], doubled: [] });
  t.is(report.accepted, 6);
  t.is(report.moves, 3);
  t.true(report.kills.server >= 2 && report.kills.worker >= 3, JSON.stringify(report));
  t.true(report.repeated > 0, JSON.stringify(report));
});
