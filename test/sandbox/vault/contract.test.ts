import { randomBytes } from 'node:crypto';
import test from 'ava';
import { type ContractCase, type ContractRequest, contractCases } from './contract-cases.ts';
import {
  type ContractTarget,
  createRole,
  enableEngines,
  openContractTarget,
} from './contract-target.ts';
import { findDifference } from './difference.ts';

const runId = randomBytes(4).toString('hex');
const limitedPolicy = `
path "kv/data/allowed/*" { capabilities = ["read"] }
path "transit/encrypt/*" { capabilities = ["update"] }
`;
let target: ContractTarget;
let limited: string;

test.before(async () => {
  target = await openContractTarget();
  await enableEngines(target);
  const role = await createRole(target, `contract-${runId}`, limitedPolicy);
  const { body } = await target.request('POST', 'auth/approle/login', role, null);
  limited = body.auth.client_token;
});

test.after.always(async () => {
  await target?.request('DELETE', `auth/approle/role/contract-${runId}`);
  await target?.request('DELETE', `sys/policies/acl/contract-${runId}`);
  await target?.stop();
});

function fillPlaceholders([method, path, body]: ContractRequest, id: string): ContractRequest {
  const text = JSON.stringify(body)?.replaceAll('<id>', id);
  return [method, path.replaceAll('<id>', id), text === undefined ? undefined : JSON.parse(text)];
}

function tokenOf(as: ContractCase['identity']): string | null {
  if (as === 'nobody') return null;
  if (as === 'stranger') return 'hvs.nobodyknowsme';
  return as === 'limited' ? limited : target.rootToken;
}

function setServerState(mood: ContractCase['serverState']): void {
  const control = target.local?.control;
  if (mood === 'sealed') control?.seal();
  if (mood === 'quota') control?.setQuotaExceeded(true);
  if (mood === 'redirect') control?.setStandby({ redirect: 'http://127.0.0.1:9' });
  if (mood === 'no-active' || mood === 'standby') control?.setStandby('no-active');
}

for (const [index, row] of contractCases.entries()) {
  // Serial: a mood is the whole server's.
  test.serial(`contract: ${row.name}`, async (t) => {
    if (row.serverState !== undefined && !target.local) {
      t.log('needs the local server');
      t.pass();
      return;
    }
    const id = `${runId}-${index}`;
    for (const ask of row.setup ?? []) await target.request(...fillPlaceholders(ask, id));
    setServerState(row.serverState);
    const response = await target.request(
      ...fillPlaceholders(row.request, id),
      tokenOf(row.identity),
    );
    const control = target.local?.control;
    control?.unseal();
    control?.setQuotaExceeded(false);
    control?.setStandby(false);
    t.true([row.status].flat().includes(response.status), `${response.status}`);
    if (row.expectedBody !== undefined)
      t.is(findDifference(response.body, row.expectedBody), undefined);
    if (response.status === 204) t.is(response.body, undefined);
    if (response.status !== 307) t.is(response.headers.get('cache-control'), 'no-store');
    if (row.serverState === 'redirect')
      t.true(response.headers.get('location')?.includes('/v1/kv/data/'));
  });
}

test('AppRole log-in, renewal and revocation', async (t) => {
  const role = await createRole(target, `contract-life-${runId}`, limitedPolicy);
  const login = await target.request('POST', 'auth/approle/login', role, null);
  t.is(login.status, 200);
  const { auth } = login.body;
  const shape = {
    accessor: (value: unknown) => typeof value === 'string',
    lease_duration: 3600,
    renewable: true,
    token_type: 'service',
    num_uses: 0,
    metadata: { role_name: `contract-life-${runId}` },
  };
  t.is(findDifference(auth, shape), undefined);
  t.true(auth.policies.includes('default'));
  const renewed = await target.request('POST', 'auth/token/renew-self', {}, auth.client_token);
  t.is(renewed.status, 200);
  t.is(renewed.body.auth.client_token, auth.client_token);
  t.is(renewed.body.auth.lease_duration, 3600);
  t.is((await target.request('POST', 'auth/token/revoke-self', {}, auth.client_token)).status, 204);
  const gone = await target.request('POST', 'auth/token/renew-self', {}, auth.client_token);
  t.is(gone.status, 403);
  const missing = { role_id: role.role_id };
  t.like(await target.request('POST', 'auth/approle/login', missing, null), {
    status: 400,
    body: { errors: ['missing secret_id'] },
  });
});

test('five failures lock a role out, also for the right secret id', async (t) => {
  const role = await createRole(target, `contract-lock-${runId}`, limitedPolicy);
  const wrong = { ...role, secret_id: 'wrong' };
  for (let tries = 0; tries < 5; tries += 1) {
    t.is((await target.request('POST', 'auth/approle/login', wrong, null)).status, 400);
  }
  t.is((await target.request('POST', 'auth/approle/login', role, null)).status, 403);
});

test('Transit seals, opens, rewraps, and forgets with its key', async (t) => {
  const name = `contract-story-${runId}`;
  const plaintext = Buffer.from('a demo').toString('base64');
  await target.request('POST', `transit/keys/${name}`, {});
  const sealed = await target.request('POST', `transit/encrypt/${name}`, { plaintext });
  const { ciphertext } = sealed.body.data;
  const opened = await target.request('POST', `transit/decrypt/${name}`, { ciphertext });
  t.is(opened.body.data.plaintext, plaintext);
  await target.request('POST', `transit/keys/${name}/rotate`, {});
  const rewrapped = await target.request('POST', `transit/rewrap/${name}`, { ciphertext });
  t.regex(rewrapped.body.data.ciphertext, /^vault:v2:/);
  const batch = await target.request('POST', `transit/decrypt/${name}`, {
    batch_input: [{ ciphertext }, { ciphertext: rewrapped.body.data.ciphertext }],
  });
  t.deepEqual(
    batch.body.data.batch_results.map((one: { plaintext: string }) => one.plaintext),
    [plaintext, plaintext],
  );
  await target.request('POST', `transit/keys/${name}/config`, { min_decryption_version: 2 });
  t.is((await target.request('POST', `transit/decrypt/${name}`, { ciphertext })).status, 400);
  await target.request('POST', `transit/keys/${name}/config`, { deletion_allowed: true });
  t.is((await target.request('DELETE', `transit/keys/${name}`)).status, 204);
  await target.request('POST', `transit/keys/${name}`, {});
  // A new key of the same name opens nothing of the old one.
  const after = { ciphertext: rewrapped.body.data.ciphertext };
  t.is((await target.request('POST', `transit/decrypt/${name}`, after)).status, 400);
});

test('Transit binds associated data', async (t) => {
  const name = `contract-bound-${runId}`;
  const [plaintext, here, there] = ['text', 'here', 'there'].map((word) =>
    Buffer.from(word).toString('base64'),
  );
  await target.request('POST', `transit/keys/${name}`, {});
  const sealed = await target.request('POST', `transit/encrypt/${name}`, {
    plaintext,
    associated_data: here,
  });
  const { ciphertext } = sealed.body.data;
  const open = (associated_data: string | undefined) =>
    target.request('POST', `transit/decrypt/${name}`, { ciphertext, associated_data });
  t.is((await open(here)).body.data.plaintext, plaintext);
  t.is((await open(there)).status, 400);
  t.is((await open(undefined)).status, 400);
});
