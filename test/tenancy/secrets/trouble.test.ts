import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { createSecretStore } from '../../../tenancy/secrets/index.ts';
import { certificate, privateKey } from './certificate.ts';
import { fails, openWorld } from './world.ts';

async function serve(t: ExecutionContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => void server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json = { 'content-type': 'application/json' };

test('health tells the states apart', async (t) => {
  const { store, vault } = await openWorld(t);
  t.is(await store.health(), 'active');
  vault.control.standby('no-active');
  t.is(await store.health(), 'standby');
  vault.control.seal();
  t.is(await store.health(), 'sealed');
  vault.control.unseal();
  vault.control.standby(false);
  vault.control.htmlPage(true);
  t.is(await store.health(), 'unreachable');
  vault.control.htmlPage(false);
  await vault.stop();
  t.is(await store.health(), 'unreachable');
});

test('states of Enterprise nodes', async (t) => {
  let status = 200;
  const url = await serve(t, (_, response) => {
    response.writeHead(status, json).end('{"initialized":true}');
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
  const { store, vault, path, clock } = await openWorld(t);
  await store.put(path, { a: 1 }, 0);
  vault.control.seal();
  await fails(t, store.get(path), 'sealed');
  vault.control.unseal();
  vault.control.standby('no-active');
  await fails(t, store.get(path), 'unavailable');
  vault.control.standby(false);
  vault.control.quota(true);
  await fails(t, store.get(path), 'rate_limited');
  vault.control.quota(false);
  clock.advance(5000);
  t.is((await store.get(path)).version, 1);
});

test('a Vault that does not answer costs a few time-outs, then nothing, then comes back', async (t) => {
  const { store, vault, path, clock, asked } = await openWorld(t, { timeoutMs: 1000 });
  await store.put(path, { a: 1 }, 0);
  vault.control.slow(60_000);
  for (let tries = 0; tries < 3; tries += 1) await fails(t, store.get(path), 'unavailable');
  const before = asked(path);
  for (let tries = 0; tries < 20; tries += 1) await fails(t, store.get(path), 'unavailable');
  t.is(asked(path), before);
  vault.control.slow(0);
  clock.advance(2000);
  t.is((await store.get(path)).version, 1);
});

test('an HTML page is refused, whatever its status', async (t) => {
  const { store, vault, path, clock } = await openWorld(t);
  await store.put(path, { a: 1 }, 0);
  vault.control.htmlPage(true);
  await fails(t, store.get(path), 'bad_response');
  await fails(t, store.erase(path), 'bad_response');
  vault.control.htmlPage(false);
  clock.advance(5000);
  t.is((await store.get(path)).version, 1);

  let status = 404;
  const url = await serve(t, (request, response) => {
    if (request.url?.endsWith('lookup-self')) {
      response.writeHead(200, json).end('{"data":{"ttl":0}}');
      return;
    }
    response.writeHead(status, { 'content-type': 'text/html' }).end('<p>no</p>');
  });
  const other = createSecretStore({ url, auth: { token: 'x' } });
  for (status of [400, 403, 404]) await fails(t, other.get(path), 'bad_response');
  status = 502;
  await fails(t, other.get(path), 'unavailable');
});

test('a server that closes connections which were used once loses no write', async (t) => {
  const used = new WeakSet();
  let writes = 0;
  const url = await serve(t, (request, response) => {
    if (used.has(request.socket)) return void request.socket.resetAndDestroy();
    used.add(request.socket);
    const isWrite = request.method === 'POST';
    if (isWrite) writes += 1;
    response
      .writeHead(200, json)
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
  const url = await serve(t, (request, response) => {
    const ok = request.url?.endsWith('lookup-self');
    response.writeHead(ok ? 200 : 404, json);
    response.end(ok ? '{"data":{"ttl":0}}' : '{"errors":["no handler for route"]}');
  });
  const store = createSecretStore({ url, auth: { token: 'x' } });
  await fails(t, store.get('tenants/1/db/a'), 'bad_response');
});

test('a redirect is not followed', async (t) => {
  const { store, vault, path } = await openWorld(t);
  await store.put(path, { a: 1 }, 0);
  let visits = 0;
  const elsewhere = await serve(t, (_, response) => {
    visits += 1;
    response.end();
  });
  vault.control.standby({ redirect: elsewhere });
  await fails(t, store.get(path), 'unavailable');
  t.is(visits, 0);
});

test('answers without what was asked for are refused', async (t) => {
  const url = await serve(t, (request, response) => {
    const lookup = request.url?.endsWith('lookup-self');
    response.writeHead(200, json).end(lookup ? '{"data":{"ttl":0}}' : '{"data":{}}');
  });
  const store = createSecretStore({ url, auth: { token: 'x' } });
  await fails(t, store.get('tenants/1/db/a'), 'bad_response');
  await fails(t, store.put('tenants/1/db/a', {}, 0), 'bad_response');
  await fails(t, store.seal('guild-1', 'x'), 'bad_response');
  await fails(t, store.unseal('guild-1', 'vault:v1:AAAA'), 'bad_response');
});

// Serial, with the next: both set the environment of this process.
test.serial('VAULT_SKIP_VERIFY changes nothing', async (t) => {
  const server = createTlsServer({ key: privateKey, cert: certificate }, (_, response) => {
    response.writeHead(200, json).end('{"initialized":true}');
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
  const url = await serve(t, (request, response) => {
    seen.push(`${request.url} ${JSON.stringify(request.headers)}`);
    response.writeHead(200, json).end('{"initialized":true}');
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
