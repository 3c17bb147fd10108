import test from 'ava';
import { findNextOpening } from '../../domain/intake-rules/opening-hours.ts';

const at = (time: string) => Date.parse(time);
const closed = null;
const hours = (from: number, to: number) => ({ from: from * 60, to: to * 60 });
const every = (day: ReturnType<typeof hours> | null) => ({ days: new Array(7).fill(day) });

test('open from the opening to the closing time, in the label’s zone', (t) => {
  const days = every(hours(9, 18));
  const next = (time: string) => findNextOpening(days, 'Europe/Berlin', at(time));
  t.is(next('2026-07-01T07:00:00Z'), null);
  t.is(next('2026-07-01T15:59:59Z'), null);
  t.is(next('2026-07-01T16:00:00Z'), at('2026-07-02T07:00:00Z'));
  t.is(next('2026-07-01T06:59:59Z'), at('2026-07-01T07:00:00Z'));
  // In winter an hour later by UTC.
  t.is(next('2026-12-01T07:30:00Z'), at('2026-12-01T08:00:00Z'));
});

test('hours past midnight, whole days, and a single day in a week', (t) => {
  const night = { days: [hours(22, 2), closed, closed, closed, closed, closed, closed] };
  t.is(findNextOpening(night, 'UTC', at('2026-12-01T01:59:00Z')), null);
  t.is(findNextOpening(night, 'UTC', at('2026-12-01T02:00:00Z')), at('2026-12-07T22:00:00Z'));
  for (const hour of ['00', '11', '23'])
    t.is(findNextOpening(every(hours(0, 0)), 'Asia/Tokyo', at(`2026-12-01T${hour}:59:00Z`)), null);
  t.is(findNextOpening(every(closed), 'UTC', at('2026-12-01T00:00:00Z')), null);
});

test('a clock change moves what it skips', (t) => {
  // At 2:00 it is 3:00.
  const days = every({ from: 150, to: 240 });
  t.is(
    findNextOpening(days, 'Europe/Berlin', at('2026-03-29T00:30:00Z')),
    at('2026-03-29T01:30:00Z'),
  );
  t.is(findNextOpening(days, 'Europe/Berlin', at('2026-03-29T01:45:00Z')), null);
});
