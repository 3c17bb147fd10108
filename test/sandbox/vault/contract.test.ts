import { randomBytes } from 'node:crypto';
import test from 'ava';
import { difference } from './like.ts';
import { type Ask, type Row, table } from './table.ts';
import { makeRole, mountAll, openTarget, type Target } from './target.ts';

const run = randomBytes(4).toString('hex');
const limitedPolicy = `
path "kv/data/allowed/*" { capabilities = ["read"] }
path "transit/encrypt/*" { capabilities = ["update"] }
`;
let target: Target;
let limited: string;

test.before(async () => {
  target = await openTarget();
  await mountAll(target);
  const role = await makeRole(target, `contract-${run}`, limitedPolicy);
  const { body } = await target.ask('POST', 'auth/approle/login', role, null);
  limited = body.auth.client_token;
});

test.after.always(async () => {
  await target?.ask('DELETE', `auth/approle/role/contract-${run}`);
  await target?.ask('DELETE', `sys/policies/acl/contract-${run}`);
  await target?.stop();
});

function fill([method, path, body]: Ask, id: string): Ask {
  const text = JSON.stringify(body)?.replaceAll('<id>', id);
  return [method, path.replaceAll('<id>', id), text === undefined ? undefined : JSON.parse(text)];
}

function tokenOf(as: Row['as']): string | null {
  if (as === 'nobody') return null;
  if (as === 'stranger') return 'hvs.nobodyknowsme';
  return as === 'limited' ? limited : target.rootToken;
}

function setMood(mood: Row['mood']): void {
  const control = target.local?.control;
  if (mood === 'sealed') control?.seal();
  if (mood === 'quota') control?.quota(true);
  if (mood === 'redirect') control?.standby({ redirect: 'http://127.0.0.1:9' });
  if (mood === 'no-active' || mood === 'standby') control?.standby('no-active');
}

for (const [index, row] of table.entries()) {
  // Serial: a mood is the whole server's.
  test.serial(`contract: ${row.name}`, async (t) => {
    if (row.mood !== undefined && !target.local) {
      t.log('needs the local server');
      t.pass();
      return;
    }
    const id = `${run}-${index}`;
    for (const ask of row.before ?? []) await target.ask(...fill(ask, id));
    setMood(row.mood);
    const answer = await target.ask(...fill(row.ask, id), tokenOf(row.as));
    const control = target.local?.control;
    control?.unseal();
    control?.quota(false);
    control?.standby(false);
    t.true([row.status].flat().includes(answer.status), `${answer.status}`);
    if (row.like !== undefined) t.is(difference(answer.body, row.like), undefined);
    if (answer.status === 204) t.is(answer.body, undefined);
    if (answer.status !== 307) t.is(answer.headers.get('cache-control'), 'no-store');
    if (row.mood === 'redirect') t.true(answer.headers.get('location')?.includes('/v1/kv/data/'));
  });
}

test('AppRole log-in, renewal and revocation', async (t) => {
  const role = await makeRole(target, `contract-life-${run}`, limitedPolicy);
  const login = await target.ask('POST', 'auth/approle/login', role, null);
  t.is(login.status, 200);
  const { auth } = login.body;
  const shape = {
    accessor: (value: unknown) => typeof value === 'string',
    lease_duration: 3600,
    renewable: true,
    token_type: 'service',
    num_uses: 0,
    metadata: { role_name: `contract-life-${run}` },
  };
  t.is(difference(auth, shape), undefined);
  t.true(auth.policies.includes('default'));
  const renewed = await target.ask('POST', 'auth/token/renew-self', {}, auth.client_token);
  t.is(renewed.status, 200);
  t.is(renewed.body.auth.client_token, auth.client_token);
  t.is(renewed.body.auth.lease_duration, 3600);
  t.is((await target.ask('POST', 'auth/token/revoke-self', {}, auth.client_token)).status, 204);
  const gone = await target.ask('POST', 'auth/token/renew-self', {}, auth.client_token);
  t.is(gone.status, 403);
  const missing = { role_id: role.role_id };
  t.like(await target.ask('POST', 'auth/approle/login', missing, null), {
    status: 400,
    body: { errors: ['missing secret_id'] },
  });
});

test('five failures lock a role out, also for the right secret id', async (t) => {
  const role = await makeRole(target, `contract-lock-${run}`, limitedPolicy);
  const wrong = { ...role, secret_id: 'wrong' };
  for (let tries = 0; tries < 5; tries += 1) {
    t.is((await target.ask('POST', 'auth/approle/login', wrong, null)).status, 400);
  }
  t.is((await target.ask('POST', 'auth/approle/login', role, null)).status, 403);
});

test('Transit seals, opens, rewraps, and forgets with its key', async (t) => {
  const name = `contract-story-${run}`;
  const plaintext = Buffer.from('a demo').toString('base64');
  await target.ask('POST', `transit/keys/${name}`, {});
  const sealed = await target.ask('POST', `transit/encrypt/${name}`, { plaintext });
  const { ciphertext } = sealed.body.data;
  const opened = await target.ask('POST', `transit/decrypt/${name}`, { ciphertext });
  t.is(opened.body.data.plaintext, plaintext);
  await target.ask('POST', `transit/keys/${name}/rotate`, {});
  const rewrapped = await target.ask('POST', `transit/rewrap/${name}`, { ciphertext });
  t.regex(rewrapped.body.data.ciphertext, /^vault:v2:/);
  const batch = await target.ask('POST', `transit/decrypt/${name}`, {
    batch_input: [{ ciphertext }, { ciphertext: rewrapped.body.data.ciphertext }],
  });
  t.deepEqual(
    batch.body.data.batch_results.map((one: { plaintext: string }) => one.plaintext),
    [plaintext, plaintext],
  );
  await target.ask('POST', `transit/keys/${name}/config`, { min_decryption_version: 2 });
  t.is((await target.ask('POST', `transit/decrypt/${name}`, { ciphertext })).status, 400);
  await target.ask('POST', `transit/keys/${name}/config`, { deletion_allowed: true });
  t.is((await target.ask('DELETE', `transit/keys/${name}`)).status, 204);
  await target.ask('POST', `transit/keys/${name}`, {});
  // A new key of the same name opens nothing of the old one.
  const after = { ciphertext: rewrapped.body.data.ciphertext };
  t.is((await target.ask('POST', `transit/decrypt/${name}`, after)).status, 400);
});

test('Transit binds associated data', async (t) => {
  const name = `contract-bound-${run}`;
  const [plaintext, here, there] = ['text', 'here', 'there'].map((word) =>
    Buffer.from(word).toString('base64'),
  );
  await target.ask('POST', `transit/keys/${name}`, {});
  const sealed = await target.ask('POST', `transit/encrypt/${name}`, {
    plaintext,
    associated_data: here,
  });
  const { ciphertext } = sealed.body.data;
  const open = (associated_data: string | undefined) =>
    target.ask('POST', `transit/decrypt/${name}`, { ciphertext, associated_data });
  t.is((await open(here)).body.data.plaintext, plaintext);
  t.is((await open(there)).status, 400);
  t.is((await open(undefined)).status, 400);
});
