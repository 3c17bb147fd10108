import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { createSecretStore } from '../../../tenancy/secrets/index.ts';
import { certificate, privateKey } from './certificate.ts';
import { assertFailsWith, createSecretStoreFixture } from './fixture.ts';

async function startServer(t: ExecutionContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => void server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const JSON_HEADERS = { 'content-type': 'application/json' };

test('health tells the states apart', async (t) => {
  const { store, vault } = await createSecretStoreFixture(t);
  t.is(await store.health(), 'active');
  vault.control.setStandby('no-active');
  t.is(await store.health(), 'standby');
  vault.control.seal();
  t.is(await store.health(), 'sealed');
  vault.control.unseal();
  vault.control.setStandby(false);
  vault.control.setHtmlResponse(true);
  t.is(await store.health(), 'unreachable');
  vault.control.setHtmlResponse(false);
  await vault.stop();
  t.is(await store.health(), 'unreachable');
});

test('states of Enterprise nodes', async (t) => {
  let status = 200;
  const url = await startServer(t, (_, response) => {
    response.writeHead(status, JSON_HEADERS).end('{"initialized":true}');
  });
  const store = createSecretStore({ url, auth: { token: 'x' } });
  for (const [answer, health] of [
    [473, 'active'],
    [472, 'standby'],
    [501, 'sealed'],
    [474, 'unreachable'],
    [530, 'unreachable'],
    [404, 'unreachable'],
  ] as const) {
    status = answer;
    t.is(await store.health(), health);
  }
});

test('sealed, standby and quota have their codes', async (t) => {
  const { store, vault, path, clock } = await createSecretStoreFixture(t);
  await store.put(path, { a: 1 }, 0);
  vault.control.seal();
  await assertFailsWith(t, store.get(path), 'sealed');
  vault.control.unseal();
  vault.control.setStandby('no-active');
  await assertFailsWith(t, store.get(path), 'unavailable');
  vault.control.setStandby(false);
  vault.control.setQuotaExceeded(true);
  await assertFailsWith(t, store.get(path), 'rate_limited');
  vault.control.setQuotaExceeded(false);
  clock.advance(5000);
  t.is((await store.get(path)).version, 1);
});

test('a Vault that does not answer costs a few time-outs, then nothing, then comes back', async (t) => {
  const { store, vault, path, clock, countRequests } = await createSecretStoreFixture(t, {
    timeoutMs: 1000,
  });
  await store.put(path, { a: 1 }, 0);
  vault.control.setDelay(60_000);
  for (let tries = 0; tries < 3; tries += 1)
    await assertFailsWith(t, store.get(path), 'unavailable');
  const before = countRequests(path);
  for (let tries = 0; tries < 20; tries += 1)
    await assertFailsWith(t, store.get(path), 'unavailable');
  t.is(countRequests(path), before);
  vault.control.setDelay(0);
  clock.advance(2000);
  t.is((await store.get(path)).version, 1);
});

test('an HTML page is refused, whatever its status', async (t) => {
  const { store, vault, path, clock } = await createSecretStoreFixture(t);
  await store.put(path, { a: 1 }, 0);
  vault.control.setHtmlResponse(true);
  await assertFailsWith(t, store.get(path), 'bad_response');
  await assertFailsWith(t, store.erase(path), 'bad_response');
  vault.control.setHtmlResponse(false);
  clock.advance(5000);
  t.is((await store.get(path)).version, 1);

  let status = 404;
  const url = await startServer(t, (request, response) => {
    if (request.url?.endsWith('lookup-self')) {
      response.writeHead(200, JSON_HEADERS).end('{"data":{"ttl":0}}');
      return;
    }
    response.writeHead(status, { 'content-type': 'text/html' }).end('<p>no</p>');
  });
  const other = createSecretStore({ url, auth: { token: 'x' } });
  for (status of [400, 403, 404]) await assertFailsWith(t, other.get(path), 'bad_response');
  status = 502;
  await assertFailsWith(t, other.get(path), 'unavailable');
});

test('a server that closes connections which were used once loses no write', async (t) => {
  const usedSockets = new WeakSet();
  let writes = 0;
  const url = await startServer(t, (request, response) => {
    if (usedSockets.has(request.socket)) return void request.socket.resetAndDestroy();
    usedSockets.add(request.socket);
    const isWrite = request.method === 'POST';
    if (isWrite) writes += 1;
    response
      .writeHead(200, JSON_HEADERS)
      .end(
        request.url?.endsWith('lookup-self')
          ? '{"data":{"ttl":0}}'
          : `{"data":${isWrite ? '{"version":1}' : '{"data":{"a":1},"metadata":{"version":1}}'}}`,
      );
  });
  const store = createSecretStore({ url, auth: { token: 'x' } });
  t.is((await store.get('tenants/1/db/a')).version, 1);
  t.is((await store.put('tenants/1/db/a', { a: 1 }, 0)).version, 1);
  t.is((await store.get('tenants/1/db/a')).version, 1);
  t.is((await store.put('tenants/1/db/a', { a: 1 }, 0)).version, 1);
  t.is(writes, 2);
  await store.close();
});

test('a mount that is missing is not an absent secret', async (t) => {
  const url = await startServer(t, (request, response) => {
    const ok = request.url?.endsWith('lookup-self');
    response.writeHead(ok ? 200 : 404, JSON_HEADERS);
    response.end(ok ? '{"data":{"ttl":0}}' : '{"errors":["no handler for route"]}');
  });
  const store = createSecretStore({ url, auth: { token: 'x' } });
  await assertFailsWith(t, store.get('tenants/1/db/a'), 'bad_response');
});

test('a redirect is not followed', async (t) => {
  const { store, vault, path } = await createSecretStoreFixture(t);
  await store.put(path, { a: 1 }, 0);
  let visits = 0;
  const elsewhere = await startServer(t, (_, response) => {
    visits += 1;
    response.end();
  });
  vault.control.setStandby({ redirect: elsewhere });
  await assertFailsWith(t, store.get(path), 'unavailable');
  t.is(visits, 0);
});

test('answers without what was asked for are refused', async (t) => {
  const url = await startServer(t, (request, response) => {
    const lookup = request.url?.endsWith('lookup-self');
    response.writeHead(200, JSON_HEADERS).end(lookup ? '{"data":{"ttl":0}}' : '{"data":{}}');
  });
  const store = createSecretStore({ url, auth: { token: 'x' } });
  await assertFailsWith(t, store.get('tenants/1/db/a'), 'bad_response');
  await assertFailsWith(t, store.put('tenants/1/db/a', {}, 0), 'bad_response');
  await assertFailsWith(t, store.seal('guild-1', 'x'), 'bad_response');
  await assertFailsWith(t, store.unseal('guild-1', 'vault:v1:AAAA'), 'bad_response');
});

// Serial, with the next: both set the environment of this process.
test.serial('VAULT_SKIP_VERIFY changes nothing', async (t) => {
  const server = createTlsServer({ key: privateKey, cert: certificate }, (_, response) => {
    response.writeHead(200, JSON_HEADERS).end('{"initialized":true}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => void server.close().closeAllConnections());
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const auth = { token: 'x' };
  process.env['VAULT_SKIP_VERIFY'] = '1';
  t.teardown(() => delete process.env['VAULT_SKIP_VERIFY']);
  t.is(await createSecretStore({ url, auth }).health(), 'unreachable');
  t.is(await createSecretStore({ url, auth, ca: certificate }).health(), 'active');
});

test.serial('no setting is taken from the environment', async (t) => {
  const seen: string[] = [];
  const url = await startServer(t, (request, response) => {
    seen.push(`${request.url} ${JSON.stringify(request.headers)}`);
    response.writeHead(200, JSON_HEADERS).end('{"initialized":true}');
  });
  const names = ['VAULT_TOKEN', 'VAULT_PREFIX', 'VAULT_NAMESPACE', 'HTTP_PROXY', 'http_proxy'];
  for (const name of names)
    process.env[name] = name.includes('roxy') ? 'http://127.0.0.1:9' : '/canary';
  t.teardown(() => {
    for (const name of names) delete process.env[name];
  });
  t.is(await createSecretStore({ url, auth: { token: 'x' } }).health(), 'active');
  t.is(seen.length, 1);
  t.false(seen[0]?.includes('canary'));
});
