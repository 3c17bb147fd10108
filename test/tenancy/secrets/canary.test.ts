import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import { createSecretStore, type SecretStore } from '../../../tenancy/secrets/index.ts';

const canaries = {
  token: 'hvs.CANARYtoken',
  roleId: 'CANARY-role-id',
  secretId: 'CANARY-secret-id',
  body: 'CANARY-plaintext',
  answer: 'CANARY-answer',
  guild: '424242424242424242',
};
const path = `tenants/${canaries.guild}/db/canary-path`;
const json = { 'content-type': 'application/json' };

/** Every way in which an error may come to be printed. */
function print(error: unknown): string {
  const options = { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true } as const;
  const { stack, message } = error as Error;
  return [
    String(error),
    message,
    stack,
    JSON.stringify(error),
    JSON.stringify(error, Object.getOwnPropertyNames(error)),
    inspect(error),
    inspect(error, options),
  ].join('\n');
}

/** Runs every operation and checks that each rejects with an error that gives nothing away. */
async function checkAll(t: ExecutionContext, store: SecretStore, url: string): Promise<void> {
  const forbidden = [
    ...Object.values(canaries),
    Buffer.from(canaries.body).toString('base64'),
    new URL(url).port,
    new URL(url).host,
    'axios',
    'canary-path',
  ];
  const calls: Record<string, () => Promise<unknown>> = {
    seal: () => store.seal('guild-1', canaries.body, canaries.body),
    unseal: () => store.unseal('guild-1', 'vault:v1:CANARYAA'),
    put: () => store.put(path, { url: canaries.body }, 0),
    get: () => store.get(path),
    destroy: () => store.destroy(path, [1]),
    erase: () => store.erase(path),
    createKey: () => store.createKey('guild-1'),
    deleteKey: () => store.deleteKey('guild-1'),
  };
  for (const [name, call] of Object.entries(calls)) {
    const error = await t.throwsAsync(call(), { name: 'SecretStoreError' }, name);
    const printed = print(error);
    for (const word of forbidden) t.false(printed.includes(word), `${name} prints ${word}`);
    t.deepEqual(Reflect.ownKeys(error).sort(), ['code', 'message', 'name', 'operation', 'stack']);
  }
  const printed = inspect(store, { depth: Number.POSITIVE_INFINITY, showHidden: true });
  for (const word of forbidden) t.false(printed.includes(word), `the store prints ${word}`);
}

const leaky = JSON.stringify({ errors: [`bad: ${canaries.answer} ${canaries.token}`] });

const troubles: Record<string, RequestListener> = {
  'reset before an answer': (request) => request.socket.destroy(),
  'cut in the middle': (request, response) => {
    response.writeHead(200, { ...json, 'content-length': 999 }).write(leaky);
    setTimeout(() => request.socket.destroy(), 5);
  },
  'too late': () => undefined,
  'broken JSON': (_, response) => void response.writeHead(200, json).end(leaky.slice(0, 20)),
  'a page': (_, response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end(canaries.answer),
  'a redirect': (_, response) => void response.writeHead(307, { location: '/v1/x' }).end(),
  ...Object.fromEntries(
    [400, 403, 404, 405, 429, 500, 503].map((status) => [
      `status ${status}`,
      (_, response) => void response.writeHead(status, json).end(leaky),
    ]) satisfies [string, RequestListener][],
  ),
};

for (const [name, listener] of Object.entries(troubles)) {
  for (const when of ['at log-in', 'after log-in'] as const) {
    test(`nothing leaks: ${name}, ${when}`, async (t) => {
      const server = createServer((request, response) => {
        request.resume();
        if (when === 'after log-in' && request.url?.endsWith('/login')) {
          const auth = { client_token: canaries.token, lease_duration: 0, renewable: false };
          response.writeHead(200, json).end(JSON.stringify({ auth }));
          return;
        }
        listener(request, response);
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const { roleId, secretId } = canaries;
      let now = Date.now();
      const store = createSecretStore({
        url,
        auth: { roleId, secretId },
        timeoutMs: name === 'too late' ? 40 : 2000,
        catchUpMs: 50,
        // Each call an hour after the last, so that none is refused by a back-off.
        clock: { now: () => (now += 3600_000), after: () => () => undefined },
      });
      t.teardown(async () => {
        server.closeAllConnections();
        await store.close();
        server.close();
      });
      await checkAll(t, store, url);
    });
  }
}

test('nothing leaks: nobody listens, with a static token', async (t) => {
  const url = 'http://127.0.0.1:59';
  const store = createSecretStore({ url, auth: { token: canaries.token } });
  // The port is too short a number to look for.
  await checkAll(t, store, 'http://127.0.0.1:59999');
  await store.close();
});

test.serial('node-vault prints nothing with DEBUG set', async (t) => {
  const lines: string[] = [];
  const write = process.stderr.write;
  process.env['DEBUG'] = 'node-vault';
  process.stderr.write = ((chunk: unknown) => lines.push(String(chunk)) > 0) as typeof write;
  try {
    const store = createSecretStore({
      url: 'http://127.0.0.1:59',
      auth: { token: canaries.token },
    });
    await t.throwsAsync(store.put(path, { url: canaries.body }, 0));
  } finally {
    process.stderr.write = write;
    delete process.env['DEBUG'];
  }
  t.false(lines.join('').includes('CANARY'));
});
