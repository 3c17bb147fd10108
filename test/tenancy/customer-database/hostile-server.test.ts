import test, { type ExecutionContext } from 'ava';
import {
  type CustomerDatabase,
  CustomerDatabaseError,
} from '../../../tenancy/customer-database/index.ts';
import { DEFAULT_CUSTOMER_DATABASE_LIMITS } from '../../../tenancy/customer-database/limits.ts';
import { openCustomerDatabase } from '../../helpers/customer-databases.ts';
import {
  createGreeting,
  createPacket,
  createSingleValue,
  LOCAL_INFILE_REQUEST,
  okPacket,
  startRogueMysql,
} from '../../helpers/rogue-mysql.ts';
import {
  COLUMN,
  createDataRow,
  createMessage,
  READY,
  startRoguePostgres,
} from '../../helpers/rogue-postgres.ts';
import {
  getTestCertificate,
  type RogueServer,
  rogueDatabase,
  startRogueServer,
  wrapInTls,
} from '../../helpers/rogue-server.ts';

type Engine = CustomerDatabase['engine'];

/** Short, and all the same: what is tested is that there is an end, not when. */
const SHORT_TIMEOUTS = { connectMs: 300, handshakeMs: 300, acquireMs: 30_000 };
/** Where TLS has to stand first, on a machine that does a lot else. */
const LONGER_HANDSHAKE = { ...SHORT_TIMEOUTS, handshakeMs: 4_000 };

/** How a statement ends at a rogue, after which nobody is connected to it. */
async function statementOutcome(
  t: ExecutionContext,
  engine: Engine,
  rogue: RogueServer,
  { ca = null, ...options }: { ca?: string | null; host?: string; limits?: object } = {},
): Promise<string> {
  const { host = 'db.test', limits } = options;
  const knex = openCustomerDatabase(
    t,
    { ...rogueDatabase(engine, rogue.port, ca), host },
    limits ? { limits } : {},
  );
  const error = await t.throwsAsync<CustomerDatabaseError>(knex.raw('SELECT 1'), {
    instanceOf: CustomerDatabaseError,
  });
  await rogue.waitUntilEmpty();
  return `${error.code} ${error.step}`;
}

for (const engine of ['postgres', 'mysql'] as const) {
  test(`${engine}: a server that is silent`, async (t) => {
    const rogue = await startRogueServer(t, () => {});
    t.is(await statementOutcome(t, engine, rogue, { limits: SHORT_TIMEOUTS }), 'TIMEOUT tls');
  });

  test(`${engine}: a server that hangs up`, async (t) => {
    const rogue = await startRogueServer(t, (socket) => socket.end());
    t.is(await statementOutcome(t, engine, rogue), 'PROTOCOL tls');
  });

  test(`${engine}: a server that speaks TLS and then nothing`, async (t) => {
    const { ca, ...certificate } = await getTestCertificate();
    const rogue = await startRogueServer(t, (socket) => {
      if (engine === 'mysql') socket.write(createGreeting());
      socket.once('data', (clientHello: Buffer) => {
        if (engine === 'postgres') socket.write('S');
        wrapInTls(socket, certificate, engine === 'mysql' ? clientHello.subarray(36) : undefined);
      });
    });
    t.is(
      await statementOutcome(t, engine, rogue, { ca, limits: LONGER_HANDSHAKE }),
      'TIMEOUT login',
    );
  });

  test(`${engine}: a certificate for a name does not prove an address`, async (t) => {
    const { ca } = await getTestCertificate();
    const rogue = await (engine === 'postgres' ? startRoguePostgres : startRogueMysql)(
      t,
      await getTestCertificate(),
      null,
    );
    t.is(
      await statementOutcome(t, engine, rogue, { ca, host: '127.0.0.1' }),
      'CERTIFICATE_NAME tls',
    );
    t.is(rogue.received().length, 0);
  });

  test(`${engine}: nothing of the log-in is sent to who cannot prove the host`, async (t) => {
    const rogue = await (engine === 'postgres' ? startRoguePostgres : startRogueMysql)(
      t,
      await getTestCertificate(),
      null,
    );
    t.is(await statementOutcome(t, engine, rogue, { ca: null }), 'CERTIFICATE_UNTRUSTED tls');
    t.is(rogue.received().length, 0);
  });

  test(`${engine}: a server that lets us in and never answers a statement`, async (t) => {
    const { ca } = await getTestCertificate();
    const rogue = await (engine === 'postgres' ? startRoguePostgres : startRogueMysql)(
      t,
      await getTestCertificate(),
      null,
    );
    const limits = { statementMs: 100 };
    t.is(await statementOutcome(t, engine, rogue, { ca, limits }), 'TIMEOUT null');
  });
}

test('to log in there are less than five seconds', (t) => {
  t.true(DEFAULT_CUSTOMER_DATABASE_LIMITS.handshakeMs < 5_000);
});

test('postgres: one byte at a time is not faster than the deadline', async (t) => {
  const rogue = await startRogueServer(t, (socket) => {
    const dripTimer = setInterval(() => socket.write('S'), 20);
    socket.once('close', () => clearInterval(dripTimer));
  });
  const code = await statementOutcome(t, 'postgres', rogue, { limits: SHORT_TIMEOUTS });
  t.true(['TLS tls', 'TIMEOUT tls'].includes(code), code);
});

test('mysql: one byte at a time is not faster than the deadline', async (t) => {
  const rogue = await startRogueServer(t, (socket) => {
    const bytes = createGreeting();
    let sent = 0;
    const dripTimer = setInterval(() => socket.write(bytes.subarray(sent, ++sent)), 20);
    socket.once('close', () => clearInterval(dripTimer));
  });
  t.is(await statementOutcome(t, 'mysql', rogue, { limits: SHORT_TIMEOUTS }), 'TIMEOUT tls');
});

test('postgres: a server without TLS', async (t) => {
  const rogue = await startRogueServer(t, (socket) => socket.once('data', () => socket.write('N')));
  t.is(await statementOutcome(t, 'postgres', rogue), 'TLS tls');
});

test('postgres: a server that sends more than its yes, in the clear', async (t) => {
  const rogue = await startRogueServer(t, (socket) =>
    socket.once('data', () => socket.write(Buffer.concat([Buffer.from('S'), READY]))),
  );
  t.is(await statementOutcome(t, 'postgres', rogue), 'TLS tls');
});

test('mysql: a server without TLS', async (t) => {
  const rogue = await startRogueServer(t, (socket, startReceiving) => {
    startReceiving(socket);
    socket.write(createGreeting({ tls: false }));
  });
  t.is(await statementOutcome(t, 'mysql', rogue), 'TLS tls');
  t.is(rogue.received().length, 0);
});

test('postgres: HTTP', async (t) => {
  const rogue = await startRogueServer(t, (socket) =>
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
  );
  t.is(await statementOutcome(t, 'postgres', rogue), 'TLS tls');
});

test('mysql: HTTP', async (t) => {
  const rogue = await startRogueServer(t, (socket) =>
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
  );
  t.is(await statementOutcome(t, 'mysql', rogue), 'PROTOCOL tls');
});

test('mysql: a server that asks for a file gets an error and no byte of it', async (t) => {
  const { ca } = await getTestCertificate();
  const rogue = await startRogueMysql(t, await getTestCertificate(), LOCAL_INFILE_REQUEST);
  const knex = openCustomerDatabase(t, rogueDatabase('mysql', rogue.port, ca), {
    limits: { statementMs: 100 },
  });
  await t.throwsAsync(knex.raw('SELECT 1'), { instanceOf: CustomerDatabaseError });
  await rogue.waitUntilEmpty();
  // After the statement at most an empty packet: four bytes of header.
  const all = rogue.received().toString('latin1');
  const after = all.slice(all.indexOf('SELECT 1') + 'SELECT 1'.length);
  t.true(after.length <= 4, String(after.length));
  t.false(all.includes('root:'));
});

test('mysql: a server that asks for the password in the clear does not get it', async (t) => {
  const { ca } = await getTestCertificate();
  const authRequest = createPacket(3, Buffer.from('\xfemysql_clear_password\0', 'latin1'));
  const rogue = await startRogueMysql(t, await getTestCertificate(), null, authRequest);
  t.is(await statementOutcome(t, 'mysql', rogue, { ca }), 'AUTH login');
  t.false(rogue.received().toString('latin1').includes('canary-password'));
});

test('mysql: a way to log in that nobody knows', async (t) => {
  const { ca } = await getTestCertificate();
  const authRequest = createPacket(3, Buffer.from('\xfetoString\0', 'latin1'));
  const rogue = await startRogueMysql(t, await getTestCertificate(), null, authRequest);
  t.is(await statementOutcome(t, 'mysql', rogue, { ca }), 'AUTH login');
});

const MALFORMED: [string, Buffer][] = [
  ['a row that ends early', Buffer.concat([COLUMN, createMessage('D', Buffer.from([0, 9, 0, 0]))])],
  ['a row that is longer than itself', createMessage('D', Buffer.from([0, 1, 127, 255, 255, 255]))],
  ['a description of nothing', createMessage('T', Buffer.from([127, 255]))],
  ['a length below its minimum', Buffer.from([68, 0, 0, 0, 0, 68, 0, 0, 0, 1])],
  ['an unknown way to log in', createMessage('R', Buffer.from([0, 0, 0, 99]))],
  ['an unknown message', createMessage('\x01', 'canary')],
  ['rows that nobody asked for', Buffer.concat([COLUMN, READY, COLUMN, createDataRow('canary')])],
  ['text without an end', createMessage('C', 'canary')],
  ['an error without an end', createMessage('E', 'SERROR')],
];

for (const [name, bytes] of MALFORMED)
  test(`postgres: ${name} harms nobody`, async (t) => {
    const { ca } = await getTestCertificate();
    const rogue = await startRoguePostgres(t, await getTestCertificate(), bytes);
    const knex = openCustomerDatabase(t, rogueDatabase('postgres', rogue.port, ca), {
      limits: { statementMs: 100 },
    });
    const outcome = await knex.raw('SELECT 1').then(
      () => 'answered',
      (error) => String(error),
    );
    t.false(outcome.includes('canary'));
    await knex.destroy();
    await rogue.waitUntilEmpty();
  });

test('postgres: a log-in that is malformed harms nobody', async (t) => {
  const { ca } = await getTestCertificate();
  for (const login of [
    createMessage('R', Buffer.from([0, 0])),
    createMessage('R', Buffer.from([0, 0, 0, 10]), 'SCRAM-SHA-256'),
    createMessage('R', Buffer.from([0, 0, 0, 11]), 'r=x'),
    createMessage('K', Buffer.from([0])),
    createMessage('S', 'canary'),
  ]) {
    const rogue = await startRoguePostgres(t, await getTestCertificate(), null, login);
    const code = await statementOutcome(t, 'postgres', rogue, { ca, limits: LONGER_HANDSHAKE });
    t.regex(code, /^(PROTOCOL|TIMEOUT) login$/);
  }
});

test('mysql: answers that are malformed harm nobody', async (t) => {
  const { ca } = await getTestCertificate();
  for (const bytes of [
    createPacket(1, []),
    createPacket(1, [0xff]),
    createPacket(1, [0xff, 1]),
    createPacket(9, [0, 0, 0, 2, 0, 0, 0]),
    createPacket(1, [0xfe, 255, 255, 255, 255, 255, 255, 255, 255]),
    Buffer.concat([createPacket(1, [1]), createPacket(2, [3, 100])]),
    Buffer.concat([
      createPacket(1, [1]),
      createPacket(2, Buffer.alloc(40, 250)),
      createPacket(3, [0xfe, 0, 0, 0, 0]),
    ]),
    Buffer.concat([okPacket(1), okPacket(2), createPacket(0, [0xff])]),
  ]) {
    const rogue = await startRogueMysql(t, await getTestCertificate(), bytes);
    const knex = openCustomerDatabase(t, rogueDatabase('mysql', rogue.port, ca), {
      limits: { statementMs: 100 },
    });
    await knex.raw('SELECT 1').catch((error) => t.false(String(error).includes('canary')));
    await knex.destroy();
    await rogue.waitUntilEmpty();
  }
});

test('postgres: rows without end are cut off', async (t) => {
  const { ca } = await getTestCertificate();
  const rows = Buffer.concat([
    COLUMN,
    ...Array.from({ length: 200 }, () => createDataRow('x'.repeat(10_000))),
  ]);
  const rogue = await startRoguePostgres(t, await getTestCertificate(), rows);
  const limits = { maxResponseBytes: 1_000_000 };
  t.is(await statementOutcome(t, 'postgres', rogue, { ca, limits }), 'PROTOCOL null');
});

test('postgres: a server cannot stretch the limit with answers of another kind', async (t) => {
  const { ca } = await getTestCertificate();
  const chunk = Buffer.concat([
    createDataRow('x'.repeat(10_000)),
    createMessage('s'),
    createMessage('d', 'copied'),
  ]);
  const rows = Buffer.concat([COLUMN, ...Array.from({ length: 200 }, () => chunk)]);
  const rogue = await startRoguePostgres(t, await getTestCertificate(), rows);
  const limits = { maxResponseBytes: 1_000_000 };
  t.is(await statementOutcome(t, 'postgres', rogue, { ca, limits }), 'PROTOCOL null');
});

test('mysql: a value that says to be longer than its packet costs no time', async (t) => {
  const { ca } = await getTestCertificate();
  const length = [0xfe, 0, 0, 0, 0, 0, 0, 16, 0];
  for (let type = 0; type < 256; type += 1) {
    if (type > 20 && type < 240) continue;
    const rogue = await startRogueMysql(
      t,
      await getTestCertificate(),
      createSingleValue(type, [...length, 49]),
    );
    const knex = openCustomerDatabase(t, rogueDatabase('mysql', rogue.port, ca));
    await knex.raw('SELECT 1').catch(() => {});
    await knex.destroy();
    await rogue.waitUntilEmpty();
  }
  t.pass();
});

for (const engine of ['postgres', 'mysql'] as const)
  test(`${engine}: a server that does not hang up when we do`, async (t) => {
    const { ca } = await getTestCertificate();
    const rogue = await (engine === 'postgres' ? startRoguePostgres : startRogueMysql)(
      t,
      await getTestCertificate(),
      engine === 'postgres'
        ? Buffer.concat([createMessage('C', 'SELECT 0\0'), READY])
        : okPacket(1),
    );
    const closed = Promise.withResolvers<void>();
    const knex = openCustomerDatabase(t, rogueDatabase(engine, rogue.port, ca), {
      hooks: { acquireSocket: async () => closed.resolve },
    });
    await knex.raw('SELECT 1');
    rogue.stopReading();
    await knex.destroy();
    await closed.promise;
    t.pass();
  });
