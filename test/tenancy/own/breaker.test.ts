import test from 'ava';
import { Breaker } from '../../../tenancy/own/breaker.ts';
import { type OwnDatabaseCode, OwnDatabaseError } from '../../../tenancy/own/index.ts';

function breaker() {
  let now = 1_000_000;
  const one = new Breaker({ now: () => now });
  const fail = (code: OwnDatabaseCode) => one.failed(new OwnDatabaseError(code, { step: 'login' }));
  return {
    one,
    fail,
    later: (ms: number) => {
      now += ms;
    },
    /** A try that is refused with a code, or let through and fails or works. */
    attempt(outcome: OwnDatabaseCode | 'works'): string {
      try {
        const pass = one.enter();
        if (outcome !== 'works') fail(outcome);
        pass.end(outcome === 'works');
        return 'tried';
      } catch (error) {
        return (error as OwnDatabaseError).code;
      }
    },
  };
}

test('three times wrong credentials: two minutes, then twice as long each time, an hour at most', (t) => {
  const { attempt, later, one } = breaker();
  for (let n = 0; n < 3; n += 1) t.is(attempt('AUTH'), 'tried');
  for (const ms of [120_000, 240_000, 480_000, 960_000, 1_920_000, 3_600_000, 3_600_000]) {
    later(ms - 1);
    t.is(attempt('works'), 'AUTH', String(ms));
    t.is(one.status().state, 'open');
    later(1);
    t.is(one.status().state, 'half_open');
    t.is(attempt('AUTH'), 'tried', String(ms));
    t.is(attempt('AUTH'), 'AUTH', String(ms));
  }
  later(3_600_000);
  t.is(attempt('works'), 'tried');
  t.deepEqual(one.status(), { state: 'closed', code: null, retryAt: null });
  t.is(attempt('AUTH'), 'tried');
  t.is(attempt('AUTH'), 'tried');
});

test('three failures in a row: half a minute', (t) => {
  const { attempt, later, one } = breaker();
  for (let n = 0; n < 3; n += 1) t.is(attempt('REFUSED'), 'tried');
  t.is(attempt('works'), 'REFUSED');
  t.deepEqual(one.status(), { state: 'open', code: 'REFUSED', retryAt: 1_030_000 });
  later(29_999);
  t.is(attempt('works'), 'REFUSED');
  later(1);
  t.is(attempt('TIMEOUT'), 'tried');
  t.is(attempt('works'), 'TIMEOUT');
  later(30_000);
  t.is(attempt('works'), 'tried');
  t.is(attempt('works'), 'tried');
});

test('failures in a row are counted together, whatever the time between them', (t) => {
  const { attempt, later } = breaker();
  for (let n = 0; n < 3; n += 1) {
    later(3_600_000);
    t.is(attempt('TIMEOUT'), 'tried');
  }
  t.is(attempt('works'), 'TIMEOUT');
});

test('a statement that was answered ends the row', (t) => {
  const { attempt } = breaker();
  for (let n = 0; n < 10; n += 1) {
    t.is(attempt('TIMEOUT'), 'tried');
    t.is(attempt('TIMEOUT'), 'tried');
    t.is(attempt('works'), 'tried');
  }
});

test('a log-in alone does not end it: statements may fail all the same', (t) => {
  const { attempt, later, one } = breaker();
  for (let n = 0; n < 3; n += 1) {
    one.connected();
    t.is(attempt('TIMEOUT'), 'tried');
  }
  t.is(attempt('works'), 'TIMEOUT');
  later(30_000);
  const probe = one.enter();
  one.connected();
  t.is(attempt('works'), 'TIMEOUT', 'others wait for the probe’s statement');
  probe.end(true);
  t.is(one.status().state, 'closed');
});

test('credentials that are right forgive the wrong ones before', (t) => {
  const { attempt, one } = breaker();
  t.is(attempt('AUTH'), 'tried');
  t.is(attempt('AUTH'), 'tried');
  one.connected();
  t.is(attempt('AUTH'), 'tried');
  t.is(attempt('AUTH'), 'tried');
  t.is(attempt('AUTH'), 'tried');
  t.is(attempt('AUTH'), 'AUTH');
});

test('half open, one probe at a time, and the next one when it proved nothing', (t) => {
  const { attempt, later, one } = breaker();
  for (let n = 0; n < 3; n += 1) attempt('AUTH');
  later(120_000);
  const probe = one.enter();
  t.is(attempt('works'), 'AUTH');
  t.is(attempt('works'), 'AUTH');
  probe.end(false);
  const next = one.enter();
  t.is(attempt('works'), 'AUTH');
  next.end(true);
  t.is(attempt('works'), 'tried');
});

test('what was under way when it opened says nothing new', (t) => {
  const { attempt, later, fail } = breaker();
  for (let n = 0; n < 3; n += 1) attempt('AUTH');
  for (let n = 0; n < 50; n += 1) fail('AUTH');
  later(120_000);
  t.is(attempt('works'), 'tried');
});

test('while open it answers at once, with how far it came', (t) => {
  const { attempt, one } = breaker();
  for (let n = 0; n < 3; n += 1) attempt('AUTH');
  const error = t.throws(() => one.enter(), { instanceOf: OwnDatabaseError });
  t.is(error.step, 'login');
});
