import test from 'ava';
import { createListeningMeter, type SoundSample } from '../../web/listens/listening-meter.ts';
import { createReportStore } from '../../web/listens/report-store.ts';

/** A sound that plays, sampled every 250 ms. */
function createSound() {
  const meter = createListeningMeter();
  const now: SoundSample = {
    positionMs: 0,
    atMs: 1_000,
    speed: 1,
    isAudible: true,
    isSeeking: false,
  };
  const sample = (change: Partial<SoundSample> = {}) =>
    meter.add({ ...Object.assign(now, change) });
  sample();
  return {
    meter,
    sample,
    now,
    play(ms: number) {
      for (let playedMs = 0; playedMs < ms; playedMs += 250)
        sample({ atMs: now.atMs + 250, positionMs: now.positionMs + 250 * now.speed });
    },
    /** As a browser does: at once on its way, then there. */
    seek(positionMs: number, tookMs = 40) {
      sample({ positionMs, isSeeking: true });
      sample({ atMs: now.atMs + tookMs, isSeeking: false });
    },
  };
}

test('what sounded is counted, at the speed at which it was played', (t) => {
  const { meter, play, sample } = createSound();
  play(10_000);
  t.is(meter.getHeardMs(), 10_000);
  sample({ speed: 2 });
  play(5_000);
  t.is(meter.getHeardMs(), 20_000, 'of the track');
});

test('a seek counts nothing, in either direction; what comes after it does', (t) => {
  const { meter, play, seek } = createSound();
  play(2_000);
  seek(90_000);
  play(3_000);
  seek(1_000);
  play(1_000);
  t.is(meter.getHeardMs(), 6_000);
});

test('a slider that is dragged counts what the clock allows, not what it passes over', (t) => {
  const { meter, sample, now, play } = createSound();
  play(1_000);
  for (let step = 0; step < 100; step++)
    sample({ atMs: now.atMs + 16, positionMs: now.positionMs + 100, isSeeking: true });
  sample({ isSeeking: false });
  t.true(meter.getHeardMs() <= 1_016, String(meter.getHeardMs()));
});

test('what sounded between the last sample and a seek is counted by the clock', (t) => {
  const { meter, sample, now } = createSound();
  for (let loop = 0; loop < 10; loop++) {
    sample({ atMs: now.atMs + 200, positionMs: 0, isSeeking: true });
    sample({ isSeeking: false });
  }
  t.is(meter.getHeardMs(), 2_000);
});

test('muted, paused or waiting for data nothing is counted', (t) => {
  const { meter, sample, now, play } = createSound();
  sample({ isAudible: false });
  play(5_000);
  t.is(meter.getHeardMs(), 0);
  sample({ isAudible: true });
  play(500);
  sample({ atMs: now.atMs + 60_000 });
  t.is(meter.getHeardMs(), 500);
});

test('a jump that is no seek counts nothing: another file in the same element', (t) => {
  const { meter, sample, now, play } = createSound();
  play(1_000);
  sample({ atMs: now.atMs + 250, positionMs: 60_000 });
  sample({ atMs: now.atMs + 250, positionMs: 0 });
  play(500);
  t.is(meter.getHeardMs(), 1_500);
});

test('what is taken is whole milliseconds, and the rest stays', (t) => {
  const { meter, sample, now } = createSound();
  sample({ atMs: now.atMs + 250, positionMs: 250.75 });
  t.is(meter.take(100), 100);
  t.is(meter.take(1_000), 150);
  t.is(meter.take(1_000), 0);
  sample({ atMs: now.atMs + 250, positionMs: 501 });
  t.is(meter.take(1_000), 251);
  meter.reset();
  sample({ positionMs: 700 });
  t.is(meter.take(1_000), 0);
});

test('where storage is blocked reports last as long as the page; the oldest make room', (t) => {
  const store = createReportStore({ userId: '1', guildId: '2' });
  const report = { number: 1, track: 'file:1', positionMs: 0, heardMs: 1_000 };
  for (let at = 120; at > 0; at--) store.add({ ...report, at, requestId: `request-${at}` });
  const kept = store.list();
  t.is(kept.length, 100);
  t.deepEqual(
    kept.map(({ at }) => at),
    Array.from({ length: 100 }, (_, index) => index + 21),
  );
  store.remove('request-21');
  t.is(store.list()[0]?.requestId, 'request-22');
});
