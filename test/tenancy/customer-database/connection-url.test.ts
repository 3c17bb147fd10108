import { inspect } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { createAuthority } from '../../../sandbox/databases/certificates.ts';
import {
  CustomerDatabaseError,
  parseCa,
  parseConnectionFields,
  parseCustomerDatabaseUrl,
} from '../../../tenancy/customer-database/index.ts';
import {
  createCustomerPostgres,
  getTestCa,
  openCustomerDatabase,
} from '../../helpers/customer-databases.ts';
import { getTestCertificate } from '../../helpers/rogue-server.ts';
import { REFUSED_TEXTS } from './refused-inputs.ts';

/** Asserts that it is refused as ours, and that nothing typed in is in what is thrown. */
function assertRefused(
  t: ExecutionContext,
  parse: () => unknown,
  secrets: string[],
): CustomerDatabaseError {
  const error = t.throws(parse, { instanceOf: CustomerDatabaseError });
  const printed = `${error.message} ${error.stack} ${JSON.stringify(error)} ${inspect(error, { depth: 9, showHidden: true })}`;
  for (const secret of secrets) t.false(printed.includes(secret), 'echoed');
  t.is(error.cause, undefined);
  return error;
}

for (const [text, code] of REFUSED_TEXTS)
  test(`refused: ${JSON.stringify(text).slice(0, 120)}`, (t) => {
    t.is(
      assertRefused(t, () => parseCustomerDatabaseUrl(text), [
        'canary',
        'db.example',
        '127.0.0.1',
        '/etc',
      ]).code,
      code,
    );
  });

test('refused parameters are all named, if their names are harmless', (t) => {
  const refusedField = (query: string) =>
    assertRefused(t, () => parseCustomerDatabaseUrl(`postgres://u:p@db.example.com/d?${query}`), [])
      .field;
  t.is(refusedField('sslrootcert=/etc/passwd'), 'sslrootcert');
  t.is(refusedField('uselibpqcompat=true'), 'uselibpqcompat');
  t.is(refusedField('sslmode=disable'), 'sslmode');
  t.is(
    refusedField(
      'host=x&sslmode=disable&sslmode=require&pgbouncer=true&<b>=1&socketPath=/x&host=y',
    ),
    'host, sslmode, socketPath',
  );
  t.is(refusedField('%3Cscript%3E=1'), null);
  t.is(refusedField('a%0Ab=1'), null);
  t.is(refusedField(`${'x'.repeat(33)}=1`), null);
});

test('a part that is wrong is named', (t) => {
  const refusedField = (text: string) =>
    assertRefused(t, () => parseCustomerDatabaseUrl(text), []).field;
  t.is(refusedField('postgres://db.example.com/d'), 'user');
  t.is(refusedField('postgres://u:p@a,b/d'), 'host');
  t.is(refusedField('postgres://u:p@a:0/d'), 'port');
  t.is(refusedField('postgres://u:p@a'), 'database');
  t.is(refusedField('postgres://u:%00@a/d'), 'password');
});

test('what is taken', (t) => {
  const base = { host: 'db.example.com', user: 'u', password: 'p', database: 'd' };
  t.deepEqual(parseCustomerDatabaseUrl('postgres://u:p@db.example.com/d').database, {
    engine: 'postgres',
    port: 5432,
    ...base,
  });
  t.deepEqual(
    parseCustomerDatabaseUrl('MariaDB://u:p@DB.Example.com:3307/d?ssl-mode=VERIFY_IDENTITY')
      .database,
    {
      engine: 'mysql',
      port: 3307,
      ...base,
    },
  );
  for (const query of ['sslmode=require', 'sslmode=verify-ca', 'sslmode=verify-full', 'ssl=true'])
    t.is(
      parseCustomerDatabaseUrl(`postgresql://u:p@db.example.com/d?${query}`).database.engine,
      'postgres',
    );
  for (const query of ['ssl-mode=REQUIRED', 'ssl-mode=VERIFY_CA', 'tls=true', 'sslmode=required'])
    t.is(parseCustomerDatabaseUrl(`mysql://u:p@db.example.com/d?${query}`).database.port, 3306);
  t.is(
    parseCustomerDatabaseUrl('postgres://u:p@[2a00:1450:4001::1]:1/d').database.host,
    '2a00:1450:4001::1',
  );
  t.is(parseCustomerDatabaseUrl('postgres://u:p@8.8.8.8:65535/d').database.host, '8.8.8.8');
  t.is(parseCustomerDatabaseUrl('postgres://u@xn--bcher-kva.example/d').database.password, '');
});

/** As providers and libraries hand them out, and the parameters of which nothing is taken over. */
const PROVIDERS_URLS: [string, string[]][] = [
  [
    'postgresql://u:p@ep-a-1-pooler.eu.neon.example/d?sslmode=require&channel_binding=require',
    ['channel_binding'],
  ],
  ['postgresql://u:p@ep-a-1.eu.neon.example/d?options=endpoint%3Dep-a-1', ['options']],
  [
    'postgres://u.ref:p@pooler.supabase.example:6543/d?pgbouncer=true&connection_limit=1',
    ['pgbouncer', 'connection_limit'],
  ],
  ['postgres://u:p@db.example.com/d?sslmode=verify-full&sslrootcert=system', ['sslrootcert']],
  [
    'postgres://u:p@db.example.com/d?schema=public&pool_timeout=10&connect_timeout=0',
    ['schema', 'pool_timeout', 'connect_timeout'],
  ],
  [
    'postgres://u:p@db.example.com/d?application_name=my%20app&channel_binding=prefer',
    ['application_name', 'channel_binding'],
  ],
  ['mysql://u:p@db.example.com/d?ssl={%22rejectUnauthorized%22:true}&charset=utf8mb4', ['charset']],
  ['mysql://u:p@db.example.com/d?sslaccept=strict', []],
  ['mysql://u:p@db.example.com/d?ssl=true', []],
];

test('addresses as providers hand them out are taken, and what they have no effect on is named', (t) => {
  for (const [text, ignored] of PROVIDERS_URLS) {
    const { database, ignoredParameters } = parseCustomerDatabaseUrl(text);
    t.deepEqual(ignoredParameters, ignored, text);
    t.deepEqual(
      { password: database.password, database: database.database },
      { password: 'p', database: 'd' },
      text,
    );
  }
});

test('an address is taken out of what was copied with it', (t) => {
  const address = 'postgresql://u:p%20=@db.example.com/d?sslmode=require';
  const { database } = parseCustomerDatabaseUrl(address);
  for (const text of [
    `  ${address}\n`,
    `psql '${address}'`,
    `psql "${address}"`,
    `psql ${address}`,
    `DATABASE_URL="${address}"`,
    `DATABASE_URL=${address}`,
    `export DATABASE_URL='${address}';`,
    `directUrl = "${address}"`,
    `\`${address}\``,
  ])
    t.deepEqual(parseCustomerDatabaseUrl(text).database, database, text);
});

test('a placeholder is named, and so is a password with characters that must be encoded', (t) => {
  const refusedField = (text: string) =>
    assertRefused(t, () => parseCustomerDatabaseUrl(text), ['canary', 'YOUR']).field;
  t.is(refusedField('postgres://u:[YOUR-PASSWORD]@db.example.com/d'), 'password');
  t.is(refusedField('postgres://<user>:p@db.example.com/d'), 'user');
  t.is(refusedField('postgres://u:p@<host>:5432/d'), 'host');
  t.is(refusedField('postgres://u:p@db.example.com/[DATABASE]'), 'database');
  for (const character of ['#', '/', '?', '@'])
    for (const rest of ['/d', '/d?sslmode=require', ''])
      t.is(refusedField(`postgres://u:can${character}ary@db.example.com${rest}`), 'password');
  // Brackets within a password are part of it.
  t.is(parseCustomerDatabaseUrl('postgres://u:[a]bc@db.example.com/d').database.password, '[a]bc');
});

const urlPart = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are refused
  return text.isWellFormed() && !/[\u0000-\u001f\u007f-\u009f\u2028\u2029/\\]/.test(text);
});

test('every user, password and name of a database comes through as it is', (t) => {
  fc.assert(
    fc.property(
      urlPart,
      urlPart,
      urlPart,
      fc.integer({ min: 1, max: 65_535 }),
      (user, password, name, port) => {
        fc.pre(!/^\.\.?$/.test(name));
        const url = `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@db.example.com:${port}/${encodeURIComponent(name)}`;
        t.deepEqual(parseCustomerDatabaseUrl(url).database, {
          engine: 'postgres',
          host: 'db.example.com',
          port,
          user,
          password,
          database: name,
        });
      },
    ),
    { numRuns: 300 },
  );
});

const PIECES = [
  'postgres',
  'mysql',
  ':',
  '//',
  '/',
  '@',
  '?',
  '#',
  '&',
  '=',
  '%',
  '%00',
  '%2F',
  '[',
  ']',
  '\\',
  ' ',
  ',',
  '..',
  '127.0.0.1',
  'db.example',
  '[::1]',
  'u',
  'p',
  'd',
  '5432',
  'sslmode',
  'disable',
  'require',
  'host',
];

test('whatever is put together is refused as ours, or has a host, a user and a database', (t) => {
  const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((all) => all.join(''));
  const tail = fc.array(fc.constantFrom(...PIECES), { maxLength: 5 }).map((all) => all.join(''));
  const texts = fc.oneof(
    fc.string(),
    pieces,
    tail.map((text) => `postgres://u:p@${text}/d`),
    tail.map((text) => `postgres://u:p@db.example/d${text}`),
    tail.map((text) => `mysql://${text}@db.example/d`),
  );
  fc.assert(
    fc.property(texts, (text) => {
      try {
        const { host, port, user, database } = parseCustomerDatabaseUrl(text).database;
        t.regex(host, /^[a-z0-9.:_-]+$/);
        t.true(port > 0 && port < 65_536 && user !== '' && !/[/\\\0]/.test(database));
        const [authority = ''] = text.replace(/^\w+:\/\//, '').split(/[/?#]/);
        t.is(authority.split('@').length, 2);
      } catch (error) {
        if (!(error instanceof CustomerDatabaseError)) throw error;
      }
    }),
    { numRuns: 2_000 },
  );
});

const FIELDS = {
  engine: 'mysql',
  host: 'DB.example.com',
  port: '',
  user: 'u',
  password: 'p',
  database: 'd',
  ca: '',
};

test('single fields are read by the same rules', async (t) => {
  const { ca } = await getTestCertificate();
  t.deepEqual(parseConnectionFields({ ...FIELDS, ca: `\r\n${ca}\n` }), {
    ...FIELDS,
    engine: 'mysql',
    host: 'db.example.com',
    port: 3306,
    ca: `${ca.trim()}\n`,
  });
  t.is(parseConnectionFields(FIELDS).ca, null);
  t.deepEqual(
    parseConnectionFields({
      ...FIELDS,
      host: ' db.example.com\n',
      port: ' 3306\t',
      user: ' u ',
      password: ' p ',
      database: 'd\r\n',
    }),
    { ...parseConnectionFields({ ...FIELDS, port: '3306' }), password: ' p ' },
  );
  t.is(parseConnectionFields({ ...FIELDS, host: '2a00::1' }).host, '2a00::1');
  t.is(parseConnectionFields({ ...FIELDS, host: '[2a00::1]' }).host, '2a00::1');
  for (const [change, code, field] of [
    [{ engine: 'sqlite' }, 'SCHEME', 'engine'],
    [{ host: '/var/run/canary' }, 'URL', 'host'],
    [{ host: 'canary.example:5432' }, 'URL', 'host'],
    [{ host: '2a00::1%canary' }, 'URL', 'host'],
    [{ host: '0x7f.1' }, 'ADDRESS', 'host'],
    [{ host: 'canary@x' }, 'URL', 'host'],
    [{ port: '1e3' }, 'URL', 'port'],
    [{ port: '0' }, 'URL', 'port'],
    [{ user: '' }, 'URL', 'user'],
    [{ user: 'canary\0database\0postgres' }, 'URL', 'user'],
    [{ password: 'canary\0' }, 'URL', 'password'],
    [{ database: '' }, 'URL', 'database'],
    [{ database: 'canary/../x' }, 'URL', 'database'],
    [{ password: '[YOUR-PASSWORD]' }, 'PLACEHOLDER', 'password'],
    [{ host: '<host>' }, 'PLACEHOLDER', 'host'],
  ] as const) {
    const error = assertRefused(t, () => parseConnectionFields({ ...FIELDS, ...change }), [
      'canary',
    ]);
    t.deepEqual([error.code, error.field], [code, field]);
  }
});

test('text between certificates is skipped, and any other PEM is refused', async (t) => {
  const { ca, key } = await getTestCertificate();
  t.is(parseCa(`${ca}\n${ca}`), `${ca.trim()}\n${ca.trim()}\n`);
  t.is(parseCa(`# Subject: a\n${ca}\n\nsubject=b\n${ca}the end`), `${ca.trim()}\n${ca.trim()}\n`);
  for (const text of [
    'canary',
    '/etc/passwd',
    '-----BEGIN CERTIFICATE-----\ncanary\n-----END CERTIFICATE-----',
    ca + key,
    key + ca,
    key,
    ca.replace('MII', 'canary!'),
    `${ca.slice(0, 200)}canary`,
    `${ca}${' '.repeat(512 * 1024)}`,
  ]) {
    const error = assertRefused(t, () => parseCa(text), ['canary', 'PRIVATE']);
    t.deepEqual([error.code, error.field], ['CA', 'ca']);
  }
});

test('a bundle of 120 certificates is taken, and TLS works with it', async (t) => {
  const authorities = await Promise.all(
    Array.from({ length: 119 }, (_, n) => createAuthority(`Authority ${n}`)),
  );
  // As OpenSSL exports them, and as large as that of AWS RDS.
  const others = authorities.map(
    ({ ca }, n) => `Bag Attributes\n    friendlyName: Authority ${n}\n# ${'x'.repeat(800)}\n${ca}`,
  );
  const bundle = [...others, getTestCa()].join('\n');
  t.true(bundle.length > 100_000, String(bundle.length));
  const ca = parseCa(bundle);
  t.is(ca?.split('-----BEGIN CERTIFICATE-----').length, 121);
  const { database } = await createCustomerPostgres(t);
  await openCustomerDatabase(t, { ...database, ca }).raw('SELECT 1');
});
