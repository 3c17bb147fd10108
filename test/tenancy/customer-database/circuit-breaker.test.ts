import test from 'ava';
import {
  type CustomerDatabaseCode,
  CustomerDatabaseError,
} from '../../../tenancy/customer-database/index.ts';
import { CircuitBreaker } from '../../../tenancy/customer-database/pool/circuit-breaker.ts';

function createBreakerFixture() {
  let now = 1_000_000;
  const breaker = new CircuitBreaker({ now: () => now });
  const fail = (code: CustomerDatabaseCode) =>
    breaker.recordFailure(new CustomerDatabaseError(code, { step: 'login' }));
  return {
    breaker,
    fail,
    advance: (ms: number) => {
      now += ms;
    },
    /** A try that is refused with a code, or let through and fails or works. */
    attempt(outcome: CustomerDatabaseCode | 'works'): string {
      try {
        const permit = breaker.acquire();
        if (outcome !== 'works') fail(outcome);
        permit.release(outcome === 'works');
        return 'tried';
      } catch (error) {
        return (error as CustomerDatabaseError).code;
      }
    },
  };
}

test('three times wrong credentials: two minutes, then twice as long each time, an hour at most', (t) => {
  const { attempt, advance, breaker } = createBreakerFixture();
  for (let n = 0; n < 3; n += 1) t.is(attempt('AUTH'), 'tried');
  for (const ms of [120_000, 240_000, 480_000, 960_000, 1_920_000, 3_600_000, 3_600_000]) {
    advance(ms - 1);
    t.is(attempt('works'), 'AUTH', String(ms));
    t.is(breaker.status().state, 'open');
    advance(1);
    t.is(breaker.status().state, 'half_open');
    t.is(attempt('AUTH'), 'tried', String(ms));
    t.is(attempt('AUTH'), 'AUTH', String(ms));
  }
  advance(3_600_000);
  t.is(attempt('works'), 'tried');
  t.deepEqual(breaker.status(), { state: 'closed', code: null, retryAt: null });
  t.is(attempt('AUTH'), 'tried');
  t.is(attempt('AUTH'), 'tried');
});

test('three failures in a row: half a minute', (t) => {
  const { attempt, advance, breaker } = createBreakerFixture();
  for (let n = 0; n < 3; n += 1) t.is(attempt('REFUSED'), 'tried');
  t.is(attempt('works'), 'REFUSED');
  t.deepEqual(breaker.status(), { state: 'open', code: 'REFUSED', retryAt: 1_030_000 });
  advance(29_999);
  t.is(attempt('works'), 'REFUSED');
  advance(1);
  t.is(attempt('TIMEOUT'), 'tried');
  t.is(attempt('works'), 'TIMEOUT');
  advance(30_000);
  t.is(attempt('works'), 'tried');
  t.is(attempt('works'), 'tried');
});

test('failures in a row are counted together, whatever the time between them', (t) => {
  const { attempt, advance } = createBreakerFixture();
  for (let n = 0; n < 3; n += 1) {
    advance(3_600_000);
    t.is(attempt('TIMEOUT'), 'tried');
  }
  t.is(attempt('works'), 'TIMEOUT');
});

test('a statement that was answered ends the row', (t) => {
  const { attempt } = createBreakerFixture();
  for (let n = 0; n < 10; n += 1) {
    t.is(attempt('TIMEOUT'), 'tried');
    t.is(attempt('TIMEOUT'), 'tried');
    t.is(attempt('works'), 'tried');
  }
});

test('a log-in alone does not end it: statements may fail all the same', (t) => {
  const { attempt, advance, breaker } = createBreakerFixture();
  for (let n = 0; n < 3; n += 1) {
    breaker.recordConnection();
    t.is(attempt('TIMEOUT'), 'tried');
  }
  t.is(attempt('works'), 'TIMEOUT');
  advance(30_000);
  const probe = breaker.acquire();
  breaker.recordConnection();
  t.is(attempt('works'), 'TIMEOUT', 'others wait for the probe’s statement');
  probe.release(true);
  t.is(breaker.status().state, 'closed');
});

test('credentials that are right forgive the wrong ones before', (t) => {
  const { attempt, breaker } = createBreakerFixture();
  t.is(attempt('AUTH'), 'tried');
  t.is(attempt('AUTH'), 'tried');
  breaker.recordConnection();
  t.is(attempt('AUTH'), 'tried');
  t.is(attempt('AUTH'), 'tried');
  t.is(attempt('AUTH'), 'tried');
  t.is(attempt('AUTH'), 'AUTH');
});

test('half open, one probe at a time, and the next one when it proved nothing', (t) => {
  const { attempt, advance, breaker } = createBreakerFixture();
  for (let n = 0; n < 3; n += 1) attempt('AUTH');
  advance(120_000);
  const probe = breaker.acquire();
  t.is(attempt('works'), 'AUTH');
  t.is(attempt('works'), 'AUTH');
  probe.release(false);
  const next = breaker.acquire();
  t.is(attempt('works'), 'AUTH');
  next.release(true);
  t.is(attempt('works'), 'tried');
});

test('what was under way when it opened says nothing new', (t) => {
  const { attempt, advance, fail } = createBreakerFixture();
  for (let n = 0; n < 3; n += 1) attempt('AUTH');
  for (let n = 0; n < 50; n += 1) fail('AUTH');
  advance(120_000);
  t.is(attempt('works'), 'tried');
});

test('while open it answers at once, with how far it came', (t) => {
  const { attempt, breaker } = createBreakerFixture();
  for (let n = 0; n < 3; n += 1) attempt('AUTH');
  const error = t.throws(() => breaker.acquire(), { instanceOf: CustomerDatabaseError });
  t.is(error.step, 'login');
});
