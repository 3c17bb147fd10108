import test from 'ava';
import { runMovesChaos } from './run.ts';

test('movers are killed again and again between all kinds of places: nothing is lost, doubled or left behind', async (t) => {
  t.timeout(230_000);
  const { lost, doubled, stale, broken, ...report } = await runMovesChaos({
    seed: 7,
    writes: 600,
    writesPerSecond: 25,
    guildCount: 1,
    killShare: 8,
  });
  t.deepEqual({ lost, doubled, stale, broken }, { lost: [], doubled: [], stale: [], broken: [] });
  t.is(report.moves, 9);
  t.true(report.kills >= 12, JSON.stringify(report));
  t.true(report.acknowledged >= 600 && report.delivered === report.acknowledged);
  t.true(report.staleTries > 0, JSON.stringify(report));
});
