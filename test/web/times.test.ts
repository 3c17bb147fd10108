import test from 'ava';
import { getTranslator } from '../../web/strings/translator.ts';
import { formatDuration, formatElapsed, formatEstimate } from '../../web/times/format-duration.ts';
import { formatRelativeTime } from '../../web/times/format-relative-time.ts';
import { splitSentence } from '../../web/times/split-sentence.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.UTC(2026, 0, 15);

const english = getTranslator('en-GB')({});
const german = getTranslator('de')({});

test('a moment before and after now, in the reader’s language', (t) => {
  const formatAll = (translate: typeof english) =>
    [
      -MINUTE_MS / 2,
      -5 * MINUTE_MS,
      3 * MINUTE_MS,
      -DAY_MS,
      DAY_MS,
      -20 * DAY_MS,
      -400 * DAY_MS,
    ].map((offsetMs) => formatRelativeTime(translate, NOW + offsetMs, NOW));
  t.deepEqual(formatAll(english), [
    'now',
    '5 min ago',
    'in 3 min',
    'yesterday',
    'tomorrow',
    '2 wk ago',
    '1 yr ago',
  ]);
  t.deepEqual(formatAll(german), [
    'jetzt',
    'vor 5 m',
    'in 3 m',
    'gestern',
    'morgen',
    'vor 2 Wo.',
    'vor 1 Jahr',
  ]);
});

test('a time is where the translated sentence has it', (t) => {
  t.deepEqual(
    splitSentence((time) => `Move back by ${time}.`),
    ['Move back by ', '.'],
  );
  t.deepEqual(
    splitSentence((time) => `${time}までに戻してください。`),
    ['', 'までに戻してください。'],
  );
});

test('durations have the units of the reader’s language', (t) => {
  t.is(formatDuration(english, 2 * DAY_MS + 4 * HOUR_MS), '2d 4h');
  t.is(formatDuration(german, 2 * DAY_MS + 4 * HOUR_MS), '2 T, 4h');
  t.is(formatElapsed(english, 1_440), '1.4s');
  t.is(formatElapsed(german, 1_440), '1,4 Sek.');
  t.is(formatEstimate(english, 1), '1 second');
  t.is(formatEstimate(english, 100 * MINUTE_MS), '2 hours');
  t.is(formatEstimate(german, 4 * MINUTE_MS), '4 Minuten');
});

test('a feature’s catalogue cannot replace a shared text', (t) => {
  t.throws(() => getTranslator('en-GB')({ time: { utc: 'another' } }), {
    message: /Two catalogues have a text "utc"/,
  });
});
