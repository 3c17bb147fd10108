import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { createLocalEnvironment, LOCAL_APP } from '../../sandbox/local-environment.ts';
import { ENV_NAMES, EnvError, readEnv } from '../../server/env.ts';

const createCompleteEnv = () =>
  createLocalEnvironment({
    discordUrl: 'http://127.0.0.1:1',
    vaultUrl: 'http://127.0.0.1:2',
    vaultRole: { roleId: 'role', secretId: 'secret' },
    controlUrl: 'postgres://u:canary@127.0.0.1:3/control?sslmode=disable',
    regions: [
      {
        key: 'eu-uk',
        name: 'Europe',
        app: 'postgres://a:p@127.0.0.1:4/d?sslmode=disable',
        owner: 'postgres://o:p@127.0.0.1:4/d?sslmode=disable',
        mover: 'postgres://m:p@127.0.0.1:4/d?sslmode=disable',
        files: {
          kind: 's3',
          endpoint: 'http://127.0.0.1:5',
          region: 'us-east-1',
          bucket: 'files',
          accessKeyId: 'access-canary',
          secretAccessKey: 'secret-canary',
          forcePathStyle: true,
        },
      },
    ],
    publicUrl: 'http://localhost:3000',
    port: 3000,
  });

test('a complete environment is read', (t) => {
  const env = readEnv(createCompleteEnv());
  t.is(env.DISCORD_CLIENT_ID, LOCAL_APP.id);
  t.is(env.regions[0]?.app.user, 'a');
  t.is(env.OUTBOX_LEASE_MS, 60_000);
});

test('an empty environment is refused in one message that names each variable', (t) => {
  const error = t.throws(() => readEnv({}), { instanceOf: EnvError });
  for (const name of [
    'PUBLIC_URL',
    'SESSION_SECRET',
    'DISCORD_TOKEN',
    'DISCORD_CLIENT_ID',
    'DISCORD_CLIENT_SECRET',
    'CONTROL_DATABASE_URL',
    'REGIONS',
    'VAULT_ADDR',
    'VAULT_ROLE_ID',
  ])
    t.true(error?.message.includes(name), name);
});

const invalidCases: [name: string, change: Record<string, string>, says: RegExp][] = [
  ['a port that is no number', { PORT: 'http' }, /PORT/],
  ['a short session secret', { SESSION_SECRET: 'canary' }, /SESSION_SECRET must have/],
  [
    'a driver parameter',
    { CONTROL_DATABASE_URL: 'postgres://u:canary@h/d?host=evil' },
    /CONTROL_DATABASE_URL: parameter "host"/,
  ],
  [
    'another database',
    { CONTROL_DATABASE_URL: 'mysql://u:canary@h/d' },
    /CONTROL_DATABASE_URL must begin/,
  ],
  [
    'TLS that is not verified',
    { CONTROL_DATABASE_URL: 'postgres://u:canary@h/d?sslmode=require' },
    /sslmode must be/,
  ],
  ['a region without its URL', { REGIONS: 'eu-uk,us-west' }, /REGION_US_WEST_URL is missing/],
  ['a region key that is no key', { REGIONS: '../etc' }, /REGIONS: "..\/etc"/],
  [
    'half of the variables of a bucket',
    { REGION_EU_UK_S3_BUCKET: '' },
    /REGION_EU_UK_S3_BUCKET is missing/,
  ],
  [
    'a bucket and a folder',
    { REGION_EU_UK_FILES_DIR: '/srv/canary' },
    /REGION_EU_UK_FILES_DIR and REGION_EU_UK_S3_… are set: choose one/,
  ],
  [
    'an endpoint with a path',
    { REGION_EU_UK_S3_ENDPOINT: 'https://canary/bucket' },
    /REGION_EU_UK_S3_ENDPOINT must have no path/,
  ],
  [
    'an endpoint that is no URL',
    { REGION_EU_UK_S3_ENDPOINT: 'canary:9000' },
    /REGION_EU_UK_S3_ENDPOINT must be an http/,
  ],
  [
    'a bucket with a path',
    { REGION_EU_UK_S3_BUCKET: 'canary/files' },
    /REGION_EU_UK_S3_BUCKET is not a bucket's name/,
  ],
  [
    'a path style that is neither',
    { REGION_EU_UK_S3_PATH_STYLE: 'canary' },
    /REGION_EU_UK_S3_PATH_STYLE must be true or false/,
  ],
  ['shards that are no range', { BOT_SHARDS: 'all' }, /BOT_SHARDS must look like/],
];

for (const [name, change, expected] of invalidCases)
  test(`refused: ${name}`, (t) => {
    const error = t.throws(() => readEnv({ ...createCompleteEnv(), ...change }), {
      instanceOf: EnvError,
    });
    t.regex(error?.message ?? '', expected);
    t.notRegex(error?.message ?? '', /canary/);
  });

test('.env.example explains every variable, and no other', (t) => {
  const file = readFileSync(path.resolve(import.meta.dirname, '../../.env.example'), 'utf8');
  const named = [...file.matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name as string);
  const plain = named.filter((name) => !name.startsWith('REGION_'));
  t.deepEqual(plain.sort(), [...ENV_NAMES].sort());
  t.deepEqual(named.filter((name) => name.startsWith('REGION_')).sort(), [
    'REGION_EU_UK_FILES_DIR',
    'REGION_EU_UK_LATITUDE',
    'REGION_EU_UK_LONGITUDE',
    'REGION_EU_UK_MOVER_URL',
    'REGION_EU_UK_NAME',
    'REGION_EU_UK_OWNER_URL',
    'REGION_EU_UK_S3_ACCESS_KEY_ID',
    'REGION_EU_UK_S3_BUCKET',
    'REGION_EU_UK_S3_ENDPOINT',
    'REGION_EU_UK_S3_PATH_STYLE',
    'REGION_EU_UK_S3_REGION',
    'REGION_EU_UK_S3_SECRET_ACCESS_KEY',
    'REGION_EU_UK_URL',
  ]);
});

test('http is refused in production unless ALLOW_HTTP allows it', (t) => {
  const { ALLOW_HTTP: _, ...http } = createCompleteEnv();
  const error = t.throws(() => readEnv(http), { instanceOf: EnvError });
  t.regex(error?.message ?? '', /PUBLIC_URL must use https; set ALLOW_HTTP=true/);
  t.notThrows(() => readEnv({ ...http, NODE_ENV: 'development' }));
  t.notThrows(() => readEnv({ ...http, PUBLIC_URL: 'https://vektra.example' }));
});

test('trusted proxies are a number; earlier values still work', (t) => {
  const proxies = (value: string) =>
    readEnv({ ...createCompleteEnv(), TRUST_PROXY: value }).TRUST_PROXY;
  t.is(readEnv(createCompleteEnv()).TRUST_PROXY, 0);
  t.is(proxies('true'), 1);
  t.is(proxies('false'), 0);
  t.is(proxies('3'), 3);
  for (const wrong of ['-1', 'yes', '1.5', '100'])
    t.regex(
      t.throws(() => proxies(wrong), { instanceOf: EnvError })?.message ?? '',
      /TRUST_PROXY must be a number of proxies/,
    );
});

const createEnvWithoutFiles = () =>
  Object.fromEntries(
    Object.entries(createCompleteEnv()).filter(([name]) => !/_S3_|_FILES_DIR/.test(name)),
  );

test('server and worker need a place for files in each region, bot and command line do not', (t) => {
  const env = createEnvWithoutFiles();
  for (const role of ['server', 'worker'] as const) {
    const error = t.throws(() => readEnv(env, role), { instanceOf: EnvError });
    t.regex(
      error?.message ?? '',
      /REGION_EU_UK_S3_ENDPOINT \(or REGION_EU_UK_FILES_DIR\) is missing/,
    );
  }
  for (const role of ['bot', 'cli'] as const) t.is(readEnv(env, role).regions[0]?.files, null);
});

test('files are in a bucket or a folder', (t) => {
  const bucket = readEnv(createCompleteEnv()).regions[0]?.files;
  t.like(bucket, { kind: 's3', bucket: 'files', region: 'us-east-1', forcePathStyle: true });
  const folder = { ...createEnvWithoutFiles(), REGION_EU_UK_FILES_DIR: '/srv/files/' };
  t.deepEqual(readEnv(folder).regions[0]?.files, { kind: 'folder', path: '/srv/files' });
  const relative = { ...folder, REGION_EU_UK_FILES_DIR: 'files' };
  t.throws(() => readEnv(relative), { message: /REGION_EU_UK_FILES_DIR must be an absolute path/ });
});

test('two regions cannot keep their files in one place', (t) => {
  const env = createCompleteEnv();
  const copies = Object.entries(env)
    .filter(([name]) => name.startsWith('REGION_EU_UK_'))
    .map(([name, value]) => [name.replace('EU_UK', 'US'), value]);
  const both = { ...env, REGIONS: 'eu-uk,us', ...Object.fromEntries(copies) };
  t.throws(() => readEnv(both), { message: /REGIONS: eu-uk and us keep their files in one place/ });
  t.notThrows(() => readEnv({ ...both, REGION_US_S3_BUCKET: 'files-us' }));
});
