import test, { type ExecutionContext } from 'ava';
import { type OwnDatabase, OwnDatabaseError } from '../../../tenancy/own/index.ts';
import { OWN_LIMITS } from '../../../tenancy/own/limits.ts';
import { openTestOwn } from '../../helpers/own-databases.ts';
import {
  encrypted,
  type Rogue,
  rogueDatabase,
  startRogue,
  trust,
} from '../../helpers/own-rogue.ts';
import {
  greeting,
  ok,
  oneValue,
  packet,
  rogueMysql,
  WANTS_FILE,
} from '../../helpers/own-rogue-mysql.ts';
import {
  COLUMN,
  dataRow,
  message,
  READY,
  roguePostgres,
} from '../../helpers/own-rogue-postgres.ts';

type Engine = OwnDatabase['engine'];

/** Short, and all the same: what is tested is that there is an end, not when. */
const SHORT = { connectMs: 300, handshakeMs: 300, acquireMs: 30_000 };
/** Where TLS has to stand first, on a machine that does a lot else. */
const LONGER = { ...SHORT, handshakeMs: 4_000 };

/** How a statement ends at a rogue, after which nobody is connected to it. */
async function ending(
  t: ExecutionContext,
  engine: Engine,
  rogue: Rogue,
  { ca = null, ...options }: { ca?: string | null; host?: string; limits?: object } = {},
): Promise<string> {
  const { host = 'db.test', limits } = options;
  const knex = openTestOwn(
    t,
    { ...rogueDatabase(engine, rogue.port, ca), host },
    limits ? { limits } : {},
  );
  const error = await t.throwsAsync<OwnDatabaseError>(knex.raw('SELECT 1'), {
    instanceOf: OwnDatabaseError,
  });
  await rogue.empty();
  return `${error.code} ${error.step}`;
}

for (const engine of ['postgres', 'mysql'] as const) {
  test(`${engine}: a server that is silent`, async (t) => {
    const rogue = await startRogue(t, () => {});
    t.is(await ending(t, engine, rogue, { limits: SHORT }), 'TIMEOUT tls');
  });

  test(`${engine}: a server that hangs up`, async (t) => {
    const rogue = await startRogue(t, (socket) => socket.end());
    t.is(await ending(t, engine, rogue), 'PROTOCOL tls');
  });

  test(`${engine}: a server that speaks TLS and then nothing`, async (t) => {
    const { ca, ...certificate } = await trust();
    const rogue = await startRogue(t, (socket) => {
      if (engine === 'mysql') socket.write(greeting());
      socket.once('data', (asked: Buffer) => {
        if (engine === 'postgres') socket.write('S');
        encrypted(socket, certificate, engine === 'mysql' ? asked.subarray(36) : undefined);
      });
    });
    t.is(await ending(t, engine, rogue, { ca, limits: LONGER }), 'TIMEOUT login');
  });

  test(`${engine}: a certificate for a name does not prove an address`, async (t) => {
    const { ca } = await trust();
    const rogue = await (engine === 'postgres' ? roguePostgres : rogueMysql)(
      t,
      await trust(),
      null,
    );
    t.is(await ending(t, engine, rogue, { ca, host: '127.0.0.1' }), 'TLS tls');
    t.is(rogue.received().length, 0);
  });

  test(`${engine}: nothing of the log-in is sent to who cannot prove the host`, async (t) => {
    const rogue = await (engine === 'postgres' ? roguePostgres : rogueMysql)(
      t,
      await trust(),
      null,
    );
    t.is(await ending(t, engine, rogue, { ca: null }), 'TLS tls');
    t.is(rogue.received().length, 0);
  });

  test(`${engine}: a server that lets us in and never answers a statement`, async (t) => {
    const { ca } = await trust();
    const rogue = await (engine === 'postgres' ? roguePostgres : rogueMysql)(
      t,
      await trust(),
      null,
    );
    const limits = { statementMs: 100 };
    t.is(await ending(t, engine, rogue, { ca, limits }), 'TIMEOUT null');
  });
}

test('to log in there are less than five seconds', (t) => {
  t.true(OWN_LIMITS.handshakeMs < 5_000);
});

test('postgres: one byte at a time is not faster than the deadline', async (t) => {
  const rogue = await startRogue(t, (socket) => {
    const drip = setInterval(() => socket.write('S'), 20);
    socket.once('close', () => clearInterval(drip));
  });
  const code = await ending(t, 'postgres', rogue, { limits: SHORT });
  t.true(['TLS tls', 'TIMEOUT tls'].includes(code), code);
});

test('mysql: one byte at a time is not faster than the deadline', async (t) => {
  const rogue = await startRogue(t, (socket) => {
    const bytes = greeting();
    let sent = 0;
    const drip = setInterval(() => socket.write(bytes.subarray(sent, ++sent)), 20);
    socket.once('close', () => clearInterval(drip));
  });
  t.is(await ending(t, 'mysql', rogue, { limits: SHORT }), 'TIMEOUT tls');
});

test('postgres: a server without TLS', async (t) => {
  const rogue = await startRogue(t, (socket) => socket.once('data', () => socket.write('N')));
  t.is(await ending(t, 'postgres', rogue), 'TLS tls');
});

test('postgres: a server that sends more than its yes, in the clear', async (t) => {
  const rogue = await startRogue(t, (socket) =>
    socket.once('data', () => socket.write(Buffer.concat([Buffer.from('S'), READY]))),
  );
  t.is(await ending(t, 'postgres', rogue), 'TLS tls');
});

test('mysql: a server without TLS', async (t) => {
  const rogue = await startRogue(t, (socket, hear) => {
    hear(socket);
    socket.write(greeting({ tls: false }));
  });
  t.is(await ending(t, 'mysql', rogue), 'TLS tls');
  t.is(rogue.received().length, 0);
});

test('postgres: HTTP', async (t) => {
  const rogue = await startRogue(t, (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  t.is(await ending(t, 'postgres', rogue), 'TLS tls');
});

test('mysql: HTTP', async (t) => {
  const rogue = await startRogue(t, (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  t.is(await ending(t, 'mysql', rogue), 'PROTOCOL tls');
});

test('mysql: a server that asks for a file gets an error and no byte of it', async (t) => {
  const { ca } = await trust();
  const rogue = await rogueMysql(t, await trust(), WANTS_FILE);
  const knex = openTestOwn(t, rogueDatabase('mysql', rogue.port, ca), {
    limits: { statementMs: 100 },
  });
  await t.throwsAsync(knex.raw('SELECT 1'), { instanceOf: OwnDatabaseError });
  await rogue.empty();
  // After the statement at most an empty packet: four bytes of header.
  const all = rogue.received().toString('latin1');
  const after = all.slice(all.indexOf('SELECT 1') + 'SELECT 1'.length);
  t.true(after.length <= 4, String(after.length));
  t.false(all.includes('root:'));
});

test('mysql: a server that asks for the password in the clear does not get it', async (t) => {
  const { ca } = await trust();
  const wish = packet(3, Buffer.from('\xfemysql_clear_password\0', 'latin1'));
  const rogue = await rogueMysql(t, await trust(), null, wish);
  t.is(await ending(t, 'mysql', rogue, { ca }), 'AUTH login');
  t.false(rogue.received().toString('latin1').includes('canary-password'));
});

test('mysql: a way to log in that nobody knows', async (t) => {
  const { ca } = await trust();
  const wish = packet(3, Buffer.from('\xfetoString\0', 'latin1'));
  const rogue = await rogueMysql(t, await trust(), null, wish);
  t.is(await ending(t, 'mysql', rogue, { ca }), 'AUTH login');
});

const MALFORMED: [string, Buffer][] = [
  ['a row that ends early', Buffer.concat([COLUMN, message('D', Buffer.from([0, 9, 0, 0]))])],
  ['a row that is longer than itself', message('D', Buffer.from([0, 1, 127, 255, 255, 255]))],
  ['a description of nothing', message('T', Buffer.from([127, 255]))],
  ['a length below its minimum', Buffer.from([68, 0, 0, 0, 0, 68, 0, 0, 0, 1])],
  ['an unknown way to log in', message('R', Buffer.from([0, 0, 0, 99]))],
  ['an unknown message', message('\x01', 'canary')],
  ['rows that nobody asked for', Buffer.concat([COLUMN, READY, COLUMN, dataRow('canary')])],
  ['text without an end', message('C', 'canary')],
  ['an error without an end', message('E', 'SERROR')],
];

for (const [name, bytes] of MALFORMED)
  test(`postgres: ${name} harms nobody`, async (t) => {
    const { ca } = await trust();
    const rogue = await roguePostgres(t, await trust(), bytes);
    const knex = openTestOwn(t, rogueDatabase('postgres', rogue.port, ca), {
      limits: { statementMs: 100 },
    });
    const outcome = await knex.raw('SELECT 1').then(
      () => 'answered',
      (error) => String(error),
    );
    t.false(outcome.includes('canary'));
    await knex.destroy();
    await rogue.empty();
  });

test('postgres: a log-in that is malformed harms nobody', async (t) => {
  const { ca } = await trust();
  for (const login of [
    message('R', Buffer.from([0, 0])),
    message('R', Buffer.from([0, 0, 0, 10]), 'SCRAM-SHA-256'),
    message('R', Buffer.from([0, 0, 0, 11]), 'r=x'),
    message('K', Buffer.from([0])),
    message('S', 'canary'),
  ]) {
    const rogue = await roguePostgres(t, await trust(), null, login);
    const code = await ending(t, 'postgres', rogue, { ca, limits: LONGER });
    t.regex(code, /^(PROTOCOL|TIMEOUT) login$/);
  }
});

test('mysql: answers that are malformed harm nobody', async (t) => {
  const { ca } = await trust();
  for (const bytes of [
    packet(1, []),
    packet(1, [0xff]),
    packet(1, [0xff, 1]),
    packet(9, [0, 0, 0, 2, 0, 0, 0]),
    packet(1, [0xfe, 255, 255, 255, 255, 255, 255, 255, 255]),
    Buffer.concat([packet(1, [1]), packet(2, [3, 100])]),
    Buffer.concat([
      packet(1, [1]),
      packet(2, Buffer.alloc(40, 250)),
      packet(3, [0xfe, 0, 0, 0, 0]),
    ]),
    Buffer.concat([ok(1), ok(2), packet(0, [0xff])]),
  ]) {
    const rogue = await rogueMysql(t, await trust(), bytes);
    const knex = openTestOwn(t, rogueDatabase('mysql', rogue.port, ca), {
      limits: { statementMs: 100 },
    });
    await knex.raw('SELECT 1').catch((error) => t.false(String(error).includes('canary')));
    await knex.destroy();
    await rogue.empty();
  }
});

test('postgres: rows without end are cut off', async (t) => {
  const { ca } = await trust();
  const rows = Buffer.concat([
    COLUMN,
    ...Array.from({ length: 200 }, () => dataRow('x'.repeat(10_000))),
  ]);
  const rogue = await roguePostgres(t, await trust(), rows);
  const limits = { answerBytes: 1_000_000 };
  t.is(await ending(t, 'postgres', rogue, { ca, limits }), 'PROTOCOL null');
});

test('postgres: a server cannot stretch the limit with answers of another kind', async (t) => {
  const { ca } = await trust();
  const piece = Buffer.concat([dataRow('x'.repeat(10_000)), message('s'), message('d', 'copied')]);
  const rows = Buffer.concat([COLUMN, ...Array.from({ length: 200 }, () => piece)]);
  const rogue = await roguePostgres(t, await trust(), rows);
  const limits = { answerBytes: 1_000_000 };
  t.is(await ending(t, 'postgres', rogue, { ca, limits }), 'PROTOCOL null');
});

test('mysql: a value that says to be longer than its packet costs no time', async (t) => {
  const { ca } = await trust();
  const length = [0xfe, 0, 0, 0, 0, 0, 0, 16, 0];
  for (let type = 0; type < 256; type += 1) {
    if (type > 20 && type < 240) continue;
    const rogue = await rogueMysql(t, await trust(), oneValue(type, [...length, 49]));
    const knex = openTestOwn(t, rogueDatabase('mysql', rogue.port, ca));
    await knex.raw('SELECT 1').catch(() => {});
    await knex.destroy();
    await rogue.empty();
  }
  t.pass();
});

for (const engine of ['postgres', 'mysql'] as const)
  test(`${engine}: a server that does not hang up when we do`, async (t) => {
    const { ca } = await trust();
    const rogue = await (engine === 'postgres' ? roguePostgres : rogueMysql)(
      t,
      await trust(),
      engine === 'postgres' ? Buffer.concat([message('C', 'SELECT 0\0'), READY]) : ok(1),
    );
    const closed = Promise.withResolvers<void>();
    const knex = openTestOwn(t, rogueDatabase(engine, rogue.port, ca), {
      hooks: { slot: async () => closed.resolve },
    });
    await knex.raw('SELECT 1');
    rogue.deafen();
    await knex.destroy();
    await closed.promise;
    t.pass();
  });
