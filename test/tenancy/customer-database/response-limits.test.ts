import type { ExecutionContext } from 'ava';
import test from 'ava';
import {
  CustomerDatabaseError,
  testCustomerDatabase,
} from '../../../tenancy/customer-database/index.ts';
import { DEFAULT_CUSTOMER_DATABASE_LIMITS } from '../../../tenancy/customer-database/limits.ts';
import { createLocalGuard, openCustomerDatabase } from '../../helpers/customer-databases.ts';
import {
  createPacket,
  createSingleValue,
  createTextRows,
  encodeLengthPrefixed,
  okPacket,
  startRogueMysql,
} from '../../helpers/rogue-mysql.ts';
import {
  COLUMN,
  createDataRow,
  createMessage,
  FATAL,
  ONE_ROW,
  READY,
  startRoguePostgres,
} from '../../helpers/rogue-postgres.ts';
import { getTestCertificate, rogueDatabase } from '../../helpers/rogue-server.ts';

type Engine = 'postgres' | 'mysql';

/** A rogue that answers every statement with this, and a pool on it. */
async function createRogueAnswering(t: ExecutionContext, engine: Engine, response: Buffer) {
  const { ca } = await getTestCertificate();
  const start = engine === 'postgres' ? startRoguePostgres : startRogueMysql;
  const rogue = await start(t, await getTestCertificate(), response);
  const knex = openCustomerDatabase(t, rogueDatabase(engine, rogue.port, ca));
  return { rogue, knex };
}

/** The statement fails and the connection ends. */
async function assertRefused(t: ExecutionContext, engine: Engine, response: Buffer): Promise<void> {
  const { rogue, knex } = await createRogueAnswering(t, engine, response);
  const error = await t.throwsAsync<CustomerDatabaseError>(knex.raw('SELECT 1'), {
    instanceOf: CustomerDatabaseError,
  });
  t.is(`${error.code} ${error.step}`, 'PROTOCOL null');
  await rogue.waitUntilEmpty();
}

const repeat = (count: number, bytes: (n: number) => Buffer) =>
  Buffer.concat(Array.from({ length: count }, (_, n) => bytes(n)));
const toInt16 = (number: number) => Buffer.from([number >> 8, number & 255]);
const NULLS = Buffer.alloc(32_767 * 4, 255);
const NOTICE = createMessage('N', 'SNOTICE\0Mcanary\0\0');
const SETTING = createMessage('S', 'application_name\0canary\0');
const NOTIFICATION = createMessage('A', Buffer.from([0, 0, 0, 1]), 'canary\0canary\0');

test('postgres: 20,000 rows without columns', (t) => {
  const rows = repeat(20_000, () => createMessage('D', toInt16(0)));
  return assertRefused(t, 'postgres', Buffer.concat([createMessage('T', toInt16(0)), rows, READY]));
});

test('mysql: 20,000 empty rows', (t) =>
  assertRefused(
    t,
    'mysql',
    createTextRows(
      ['x'],
      Array.from({ length: 20_000 }, () => Buffer.from([0])),
    ),
  ));

test('postgres: 110 rows of 32,767 columns', async (t) => {
  const row = createMessage('D', toInt16(32_767), NULLS);
  const response = Buffer.concat([COLUMN, repeat(110, () => row), READY]);
  t.true(response.length < DEFAULT_CUSTOMER_DATABASE_LIMITS.maxResponseBytes);
  await assertRefused(t, 'postgres', response);
});

for (const [name, bytes] of [
  ['a description', createMessage('T', toInt16(32_767), NULLS)],
  ['parameters', createMessage('t', toInt16(32_767), NULLS)],
  ['a copy to us', createMessage('H', Buffer.from([0]), toInt16(32_767), NULLS)],
  ['a copy from us', createMessage('G', Buffer.from([0]), toInt16(32_767), NULLS)],
] as const)
  test(`postgres: ${name} of 32,767 columns`, (t) => assertRefused(t, 'postgres', bytes));

test('mysql: an answer of 32,767 columns', (t) =>
  assertRefused(t, 'mysql', createPacket(1, [0xfc, 0xff, 0x7f])));

test('postgres: an answer of 2,000 notices', (t) =>
  assertRefused(
    t,
    'postgres',
    repeat(2_000, () => NOTICE),
  ));

test('postgres: a whole answer, and 1,000 notices behind it', (t) =>
  assertRefused(
    t,
    'postgres',
    Buffer.concat([ONE_ROW, repeat(1_000, () => createMessage('N', 'M\0\0'))]),
  ));

test('postgres: answers that nobody asked for do not begin a new count', async (t) => {
  const unsolicited = Buffer.concat([NOTICE, READY]);
  await assertRefused(t, 'postgres', Buffer.concat([ONE_ROW, repeat(20, () => unsolicited)]));
  const rows = Buffer.concat([COLUMN, repeat(100, () => createDataRow('x')), READY]);
  await assertRefused(
    t,
    'postgres',
    repeat(5, () => rows),
  );
});

test('mysql: an answer that is followed by another one', (t) =>
  assertRefused(
    t,
    'mysql',
    repeat(200, () => okPacket(1)),
  ));

test('mysql: an answer that announces another one', (t) =>
  assertRefused(t, 'mysql', createPacket(1, [0, 0, 0, 10, 0, 0, 0])));

for (const [name, bytes] of [
  ['settings', SETTING],
  ['notices', NOTICE],
  ['notifications', NOTIFICATION],
] as const) {
  test(`postgres: ${name} on an idle connection do it no harm`, async (t) => {
    const { rogue, knex } = await createRogueAnswering(t, 'postgres', ONE_ROW);
    await knex.raw('SELECT 1');
    rogue.send(repeat(DEFAULT_CUSTOMER_DATABASE_LIMITS.maxIdleMessages, () => bytes));
    await knex.raw('SELECT 1');
    t.is(rogue.connectionCount(), 1);
  });

  test(`postgres: too many ${name} on an idle connection end it`, async (t) => {
    const { rogue, knex } = await createRogueAnswering(t, 'postgres', ONE_ROW);
    await knex.raw('SELECT 1');
    rogue.send(repeat(DEFAULT_CUSTOMER_DATABASE_LIMITS.maxIdleMessages + 1, () => bytes));
    await rogue.waitUntilEmpty();
    await knex.raw('SELECT 1');
    t.is(rogue.connectionCount(), 2);
  });
}

const UNSOLICITED_MESSAGES: [Engine, string, Buffer][] = [
  ['postgres', 'a row', createDataRow('x')],
  ['postgres', 'an answer', ONE_ROW],
  ['postgres', 'a readiness', READY],
  ['postgres', 'an authentication request', createMessage('R', Buffer.from([0, 0, 0, 3]))],
  ['postgres', 'a copy', createMessage('d', 'x')],
  ['postgres', 'a last error', FATAL],
  ['postgres', 'something else', Buffer.from('HTTP/1.1 400 Bad Request')],
  ['mysql', 'an OK', okPacket(1)],
  ['mysql', 'an answer', createSingleValue(253, [1, 49])],
  [
    'mysql',
    'a change of the method',
    createPacket(1, Buffer.from('\xfemysql_native_password\0', 'latin1')),
  ],
  ['mysql', 'a last error', createPacket(0, Buffer.from('\xff\xbf\x0f#HY000canary', 'latin1'))],
];

for (const [engine, name, bytes] of UNSOLICITED_MESSAGES)
  test(`${engine}: ${name} on an idle connection ends it, and the next statement has another`, async (t) => {
    const response = engine === 'postgres' ? ONE_ROW : createSingleValue(253, [1, 49]);
    const { rogue, knex } = await createRogueAnswering(t, engine, response);
    await knex.raw('SELECT 1');
    rogue.send(bytes);
    await rogue.waitUntilEmpty();
    await knex.raw('SELECT 1');
    t.is(rogue.connectionCount(), 2);
  });

/** A row of SHOW GRANTS, so long. */
const grantRow = (length: number) => {
  const start = 'GRANT SELECT';
  return encodeLengthPrefixed(start + ', SELECT'.repeat((length - start.length) / 8));
};

const textValues = (...texts: string[]) => Buffer.concat(texts.map(encodeLengthPrefixed));

/** What a server gets to see of the test when it answers SHOW GRANTS with these rows. */
async function testWithGrants(t: ExecutionContext, grants: Buffer[]) {
  const { ca } = await getTestCertificate();
  const statements: string[] = [];
  const rogue = await startRogueMysql(t, await getTestCertificate(), (sql) => {
    // The last command has no statement.
    if (sql) statements.push(sql);
    if (sql.includes('VERSION()'))
      return createTextRows(['version', 'clock'], [textValues('8.0.36', '0')]);
    if (sql.includes('read_only')) return createTextRows(['a', 'b'], [textValues('0', '0')]);
    if (sql.includes('information_schema')) return createTextRows(['name'], []);
    if (sql.startsWith('SHOW GRANTS')) return createTextRows(['Grants'], grants);
    return createPacket(1, Buffer.from('\xff\x76\x04#42000canary', 'latin1'));
  });
  const error = await t.throwsAsync<CustomerDatabaseError>(
    testCustomerDatabase(rogueDatabase('mysql', rogue.port, ca), {
      guard: createLocalGuard(),
      guildId: '1',
      schema: { tables: ['submissions'], version: 1 },
      limits: { connectMs: 20_000, handshakeMs: 20_000, statementMs: 60_000, lifetimeMs: 60_000 },
    }),
  );
  return { code: error.code, last: statements.at(-1) };
}

test('mysql: a grant of 234 KB is cut, and the test goes on', async (t) => {
  const { code, last } = await testWithGrants(t, [grantRow(234_000)]);
  t.is(code, 'PRIVILEGE');
  t.regex(last ?? '', /^DROP TABLE/);
});

test('mysql: 5,000 grants are read, 100,000 are not', async (t) => {
  const legitimate = await testWithGrants(
    t,
    Array.from({ length: 5_000 }, () => grantRow(100)),
  );
  t.is(legitimate.code, 'PRIVILEGE');
  const flood = await testWithGrants(
    t,
    Array.from({ length: 100_000 }, () => grantRow(100)),
  );
  t.is(flood.code, 'PROTOCOL');
  t.regex(flood.last ?? '', /^SHOW GRANTS/);
});
