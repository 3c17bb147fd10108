import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { startLocalVault } from '../../../sandbox/vault/index.ts';

async function createTempFolder(t: { teardown(fn: () => Promise<void>): void }): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'vektra-vault-'));
  t.teardown(() => rm(path, { recursive: true, force: true }));
  return path;
}

function sendRequest(url: string, token: string, method: string, path: string, body?: object) {
  return fetch(`${url}/v1/${path}`, {
    method,
    headers: { 'x-vault-token': token },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}

test('a restart keeps secrets, keys, ids and tokens', async (t) => {
  const dataFile = join(await createTempFolder(t), 'vault.json');
  const firstVault = await startLocalVault({ port: 0, dataFile });
  const secret = { data: { a: 1 }, options: { cas: 0 } };
  await sendRequest(firstVault.url, firstVault.rootToken, 'POST', 'kv/data/x', secret);
  const sealed = await sendRequest(
    firstVault.url,
    firstVault.rootToken,
    'POST',
    'transit/encrypt/vektra-sessions',
    {
      plaintext: 'aGk=',
    },
  );
  const { ciphertext } = ((await sealed.json()) as { data: { ciphertext: string } }).data;
  await firstVault.stop();
  t.is((await stat(dataFile)).mode & 0o777, 0o600);

  const secondVault = await startLocalVault({ port: 0, dataFile });
  t.teardown(secondVault.stop);
  t.is(secondVault.rootToken, firstVault.rootToken);
  t.deepEqual(secondVault.appRoles, firstVault.appRoles);
  const read = await sendRequest(secondVault.url, secondVault.rootToken, 'GET', 'kv/data/x');
  t.like(await read.json(), { data: { data: { a: 1 } } });
  const opened = await sendRequest(
    secondVault.url,
    secondVault.rootToken,
    'POST',
    'transit/decrypt/vektra-sessions',
    {
      ciphertext,
    },
  );
  t.like(await opened.json(), { data: { plaintext: 'aGk=' } });
});

test('what was answered survives a kill', async (t) => {
  const dataFile = join(await createTempFolder(t), 'vault.json');
  const program = new URL('../../../sandbox/vault/main.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, PORT: '0', DATA_FILE: dataFile },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { url, rootToken } = JSON.parse(line.toString('utf8')) as Record<string, string>;
  const secret = { data: { kept: true }, options: { cas: 0 } };
  t.is((await sendRequest(url ?? '', rootToken ?? '', 'POST', 'kv/data/x', secret)).status, 200);
  child.kill('SIGKILL');
  await once(child, 'exit');
  t.regex(await readFile(dataFile, 'utf8'), /"kept":true/);
});

test('SIGTERM ends it cleanly', async (t) => {
  const program = new URL('../../../sandbox/vault/main.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  t.is(code, 0);
});

test('an expired token is refused, and a lock ends after 15 minutes', async (t) => {
  let now = Date.now();
  const vault = await startLocalVault({ port: 0, now: () => now });
  t.teardown(vault.stop);
  const { roleId, secretId } = vault.appRoles.reader!;
  const login = (secret: string) =>
    sendRequest(vault.url, '', 'POST', 'auth/approle/login', {
      role_id: roleId,
      secret_id: secret,
    });
  const { auth } = (await (await login(secretId)).json()) as { auth: { client_token: string } };
  const lookUpSelf = () =>
    sendRequest(vault.url, auth.client_token, 'GET', 'auth/token/lookup-self');
  t.is((await lookUpSelf()).status, 200);
  now += 3601_000;
  t.is((await lookUpSelf()).status, 403);
  for (let tries = 0; tries < 5; tries += 1) await login('wrong');
  t.is((await login(secretId)).status, 403);
  now += 15 * 60_000;
  t.is((await login(secretId)).status, 200);
});

test('the request log holds no value', async (t) => {
  const vault = await startLocalVault({ port: 0 });
  t.teardown(vault.stop);
  await sendRequest(vault.url, vault.rootToken, 'POST', 'kv/data/x?q=canary', {
    data: { a: 'canary' },
    options: { cas: 0 },
  });
  const log = JSON.stringify(vault.control.requests);
  t.true(log.includes('kv/data/x'));
  t.false(log.includes('canary'));
  t.false(log.includes(vault.rootToken));
});
