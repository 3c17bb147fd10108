import type { ExecutionContext } from 'ava';
import test from 'ava';
import { CustomerDatabaseError } from '../../../tenancy/customer-database/index.ts';
import { DEFAULT_CUSTOMER_DATABASE_LIMITS } from '../../../tenancy/customer-database/limits.ts';
import { openCustomerDatabase } from '../../helpers/customer-databases.ts';
import {
  createGreeting,
  createPacket,
  okPacket,
  parsePackets,
  startRogueMysql,
} from '../../helpers/rogue-mysql.ts';
import {
  createAuthentication,
  createMessage,
  createScramChallenge,
  parseMessageTypes,
  SCRAM,
  startRoguePostgres,
} from '../../helpers/rogue-postgres.ts';
import {
  getTestCertificate,
  type RogueServer,
  rogueDatabase,
  startRogueServer,
} from '../../helpers/rogue-server.ts';

/** How a log-in ends at a rogue, after which nobody is connected to it. */
async function loginOutcome(t: ExecutionContext, engine: 'postgres' | 'mysql', rogue: RogueServer) {
  const { ca } = await getTestCertificate();
  const knex = openCustomerDatabase(t, rogueDatabase(engine, rogue.port, ca));
  const error = await t.throwsAsync<CustomerDatabaseError>(knex.raw('SELECT 1'), {
    instanceOf: CustomerDatabaseError,
  });
  await rogue.waitUntilEmpty();
  t.is(rogue.connectionCount(), 1);
  return `${error.code} ${error.step}`;
}

const repeat = (count: number, bytes: (n: number) => Buffer) =>
  Buffer.concat(Array.from({ length: count }, (_, n) => bytes(n)));

/** A Postgres whose start-up ends with SCRAM, and what it sends for the client's first message. */
const startScramRogue = async (t: ExecutionContext, respond: (sent: Buffer) => Buffer) => {
  let count = 0;
  return startRoguePostgres(t, await getTestCertificate(), null, (sent) => {
    count += 1;
    if (count === 1) return SCRAM;
    return count === 2 ? respond(sent) : Buffer.alloc(0);
  });
};

test('postgres: 3,000 challenges of SCRAM are answered once at most', async (t) => {
  const rogue = await startScramRogue(t, (sent) => {
    const challenge = createScramChallenge(sent, 4_096);
    return repeat(3_000, () => challenge);
  });
  t.is(await loginOutcome(t, 'postgres', rogue), 'PROTOCOL login');
  const passwords = parseMessageTypes(rogue.received()).filter((type) => type === 'p');
  t.true(passwords.length <= 2, String(passwords.length));
});

test('postgres: challenges that come one by one are answered once', async (t) => {
  let first: Buffer | undefined;
  const rogue = await startRoguePostgres(t, await getTestCertificate(), null, (sent) => {
    if (!first) {
      first = sent;
      return SCRAM;
    }
    return createScramChallenge(sent, 4_096);
  });
  t.is(await loginOutcome(t, 'postgres', rogue), 'PROTOCOL login');
  t.deepEqual(parseMessageTypes(rogue.received()), ['p', 'p']);
});

test('postgres: more SCRAM iterations than allowed are not calculated', async (t) => {
  const rogue = await startScramRogue(t, (sent) =>
    createScramChallenge(sent, DEFAULT_CUSTOMER_DATABASE_LIMITS.maxScramIterations + 1),
  );
  t.is(await loginOutcome(t, 'postgres', rogue), 'PROTOCOL login');
  t.deepEqual(parseMessageTypes(rogue.received()), ['p']);
});

for (const [name, request] of [
  ['cleartext', createAuthentication(3)],
  ['MD5', createAuthentication(5, 'salt')],
  ['SASL', SCRAM],
] as const) {
  test(`postgres: 10,000 ${name} requests are answered once at most`, async (t) => {
    const rogue = await startRoguePostgres(t, await getTestCertificate(), null, () =>
      repeat(10_000, () => request),
    );
    t.is(await loginOutcome(t, 'postgres', rogue), 'PROTOCOL login');
    t.true(parseMessageTypes(rogue.received()).length <= 1);
  });

  test(`postgres: ${name} requests that come one by one are answered once`, async (t) => {
    const rogue = await startRoguePostgres(t, await getTestCertificate(), null, () => request);
    t.is(await loginOutcome(t, 'postgres', rogue), 'PROTOCOL login');
    t.deepEqual(parseMessageTypes(rogue.received()), ['p']);
  });
}

test('postgres: a method that is changed half-way gets no second answer', async (t) => {
  let count = 0;
  const rogue = await startRoguePostgres(t, await getTestCertificate(), null, () => {
    count += 1;
    return count === 1 ? createAuthentication(5, 'salt') : createAuthentication(3);
  });
  t.is(await loginOutcome(t, 'postgres', rogue), 'PROTOCOL login');
  t.deepEqual(parseMessageTypes(rogue.received()), ['p']);
  t.false(rogue.received().toString('latin1').includes('canary-password'));
});

test('postgres: 10,000 settings before the log-in has ended', async (t) => {
  const settings = repeat(10_000, () => createMessage('S', 'a\0b\0'));
  const login = Buffer.concat([createAuthentication(0), settings]);
  const rogue = await startRoguePostgres(t, await getTestCertificate(), null, login);
  t.is(await loginOutcome(t, 'postgres', rogue), 'PROTOCOL login');
});

/** To another method: its name, and 20 bytes to mix with the password. */
const AUTH_SWITCH = Buffer.from(`\xfemysql_native_password\0${'s'.repeat(20)}\0`, 'latin1');

test('mysql: 1,000 switches of the method are not answered one by one', async (t) => {
  const login = repeat(1_000, (n) => createPacket(3 + n, AUTH_SWITCH));
  const rogue = await startRogueMysql(t, await getTestCertificate(), null, login);
  t.is(await loginOutcome(t, 'mysql', rogue), 'PROTOCOL login');
  t.true(parsePackets(rogue.received()).length <= 2);
});

test('mysql: switches that come one by one are answered once', async (t) => {
  let sequence = 1;
  const rogue = await startRogueMysql(
    t,
    await getTestCertificate(),
    () => {
      sequence += 2;
      return createPacket(sequence, AUTH_SWITCH);
    },
    createPacket(3, AUTH_SWITCH),
    { settings: 0 },
  );
  t.is(await loginOutcome(t, 'mysql', rogue), 'PROTOCOL login');
  t.is(parsePackets(rogue.received()).length, 2);
});

const CACHING_SHA2_SWITCH = Buffer.from(`\xfecaching_sha2_password\0${'s'.repeat(20)}\0`, 'latin1');

for (const [name, body] of [
  ['"send the whole password"', [1, 4]],
  ['"logged in"', [1, 3]],
  ['a public key', [1, ...Buffer.from('-----BEGIN PUBLIC KEY-----')]],
] as const)
  test(`mysql: 1,000 times ${name}`, async (t) => {
    const more = repeat(1_000, (n) => createPacket(4 + n, [...body]));
    const login = Buffer.concat([createPacket(3, CACHING_SHA2_SWITCH), more]);
    const rogue = await startRogueMysql(t, await getTestCertificate(), null, login);
    t.is(await loginOutcome(t, 'mysql', rogue), 'PROTOCOL login');
    t.true(parsePackets(rogue.received()).length <= 3);
  });

for (const [name, bytes] of [
  ['an OK', okPacket(1)],
  ['half of a header', Buffer.from([1])],
] as const)
  test(`mysql: ${name} in the clear behind the greeting is not taken for encrypted`, async (t) => {
    const rogue = await startRogueServer(t, (socket) =>
      socket.write(Buffer.concat([createGreeting(), bytes])),
    );
    t.is(await loginOutcome(t, 'mysql', rogue), 'PROTOCOL tls');
  });
