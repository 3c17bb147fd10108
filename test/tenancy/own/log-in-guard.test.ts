import type { ExecutionContext } from 'ava';
import test from 'ava';
import { OwnDatabaseError } from '../../../tenancy/own/index.ts';
import { OWN_LIMITS } from '../../../tenancy/own/limits.ts';
import { openTestOwn } from '../../helpers/own-databases.ts';
import { type Rogue, rogueDatabase, startRogue, trust } from '../../helpers/own-rogue.ts';
import { greeting, ok, packet, packetsOf, rogueMysql } from '../../helpers/own-rogue-mysql.ts';
import {
  authentication,
  message,
  roguePostgres,
  SCRAM,
  scramChallenge,
  typesOf,
} from '../../helpers/own-rogue-postgres.ts';

/** How a log-in ends at a rogue, after which nobody is connected to it. */
async function ending(t: ExecutionContext, engine: 'postgres' | 'mysql', rogue: Rogue) {
  const { ca } = await trust();
  const knex = openTestOwn(t, rogueDatabase(engine, rogue.port, ca));
  const error = await t.throwsAsync<OwnDatabaseError>(knex.raw('SELECT 1'), {
    instanceOf: OwnDatabaseError,
  });
  await rogue.empty();
  t.is(rogue.connections(), 1);
  return `${error.code} ${error.step}`;
}

const times = (count: number, bytes: (n: number) => Buffer) =>
  Buffer.concat(Array.from({ length: count }, (_, n) => bytes(n)));

/** A Postgres whose start-up ends with SCRAM, and what it sends for the client's first message. */
const scram = async (t: ExecutionContext, next: (sent: Buffer) => Buffer) => {
  let count = 0;
  return roguePostgres(t, await trust(), null, (sent) => {
    count += 1;
    if (count === 1) return SCRAM;
    return count === 2 ? next(sent) : Buffer.alloc(0);
  });
};

test('postgres: 3,000 challenges of SCRAM are answered once at most', async (t) => {
  const rogue = await scram(t, (sent) => {
    const challenge = scramChallenge(sent, 4_096);
    return times(3_000, () => challenge);
  });
  t.is(await ending(t, 'postgres', rogue), 'PROTOCOL login');
  const passwords = typesOf(rogue.received()).filter((type) => type === 'p');
  t.true(passwords.length <= 2, String(passwords.length));
});

test('postgres: challenges that come one by one are answered once', async (t) => {
  let first: Buffer | undefined;
  const rogue = await roguePostgres(t, await trust(), null, (sent) => {
    if (!first) {
      first = sent;
      return SCRAM;
    }
    return scramChallenge(sent, 4_096);
  });
  t.is(await ending(t, 'postgres', rogue), 'PROTOCOL login');
  t.deepEqual(typesOf(rogue.received()), ['p', 'p']);
});

test('postgres: more SCRAM iterations than allowed are not calculated', async (t) => {
  const rogue = await scram(t, (sent) => scramChallenge(sent, OWN_LIMITS.scramIterations + 1));
  t.is(await ending(t, 'postgres', rogue), 'PROTOCOL login');
  t.deepEqual(typesOf(rogue.received()), ['p']);
});

for (const [name, request] of [
  ['cleartext', authentication(3)],
  ['MD5', authentication(5, 'salt')],
  ['SASL', SCRAM],
] as const) {
  test(`postgres: 10,000 ${name} requests are answered once at most`, async (t) => {
    const rogue = await roguePostgres(t, await trust(), null, () => times(10_000, () => request));
    t.is(await ending(t, 'postgres', rogue), 'PROTOCOL login');
    t.true(typesOf(rogue.received()).length <= 1);
  });

  test(`postgres: ${name} requests that come one by one are answered once`, async (t) => {
    const rogue = await roguePostgres(t, await trust(), null, () => request);
    t.is(await ending(t, 'postgres', rogue), 'PROTOCOL login');
    t.deepEqual(typesOf(rogue.received()), ['p']);
  });
}

test('postgres: a method that is changed half-way gets no second answer', async (t) => {
  let count = 0;
  const rogue = await roguePostgres(t, await trust(), null, () => {
    count += 1;
    return count === 1 ? authentication(5, 'salt') : authentication(3);
  });
  t.is(await ending(t, 'postgres', rogue), 'PROTOCOL login');
  t.deepEqual(typesOf(rogue.received()), ['p']);
  t.false(rogue.received().toString('latin1').includes('canary-password'));
});

test('postgres: 10,000 settings before the log-in has ended', async (t) => {
  const settings = times(10_000, () => message('S', 'a\0b\0'));
  const login = Buffer.concat([authentication(0), settings]);
  const rogue = await roguePostgres(t, await trust(), null, login);
  t.is(await ending(t, 'postgres', rogue), 'PROTOCOL login');
});

/** To another method: its name, and 20 bytes to mix with the password. */
const SWITCH = Buffer.from(`\xfemysql_native_password\0${'s'.repeat(20)}\0`, 'latin1');

test('mysql: 1,000 switches of the method are not answered one by one', async (t) => {
  const login = times(1_000, (n) => packet(3 + n, SWITCH));
  const rogue = await rogueMysql(t, await trust(), null, login);
  t.is(await ending(t, 'mysql', rogue), 'PROTOCOL login');
  t.true(packetsOf(rogue.received()).length <= 2);
});

test('mysql: switches that come one by one are answered once', async (t) => {
  let sequence = 1;
  const rogue = await rogueMysql(
    t,
    await trust(),
    () => {
      sequence += 2;
      return packet(sequence, SWITCH);
    },
    packet(3, SWITCH),
    { settings: 0 },
  );
  t.is(await ending(t, 'mysql', rogue), 'PROTOCOL login');
  t.is(packetsOf(rogue.received()).length, 2);
});

const CACHING = Buffer.from(`\xfecaching_sha2_password\0${'s'.repeat(20)}\0`, 'latin1');

for (const [name, body] of [
  ['"send the whole password"', [1, 4]],
  ['"logged in"', [1, 3]],
  ['a public key', [1, ...Buffer.from('-----BEGIN PUBLIC KEY-----')]],
] as const)
  test(`mysql: 1,000 times ${name}`, async (t) => {
    const more = times(1_000, (n) => packet(4 + n, [...body]));
    const login = Buffer.concat([packet(3, CACHING), more]);
    const rogue = await rogueMysql(t, await trust(), null, login);
    t.is(await ending(t, 'mysql', rogue), 'PROTOCOL login');
    t.true(packetsOf(rogue.received()).length <= 3);
  });

for (const [name, bytes] of [
  ['an OK', ok(1)],
  ['half of a header', Buffer.from([1])],
] as const)
  test(`mysql: ${name} in the clear behind the greeting is not taken for encrypted`, async (t) => {
    const rogue = await startRogue(t, (socket) => socket.write(Buffer.concat([greeting(), bytes])));
    t.is(await ending(t, 'mysql', rogue), 'PROTOCOL tls');
  });
