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
    'REGION_EU_UK_LATITUDE',
    'REGION_EU_UK_LONGITUDE',
    'REGION_EU_UK_MOVER_URL',
    'REGION_EU_UK_NAME',
    'REGION_EU_UK_OWNER_URL',
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
