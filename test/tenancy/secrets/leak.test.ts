import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import { createSecretStore, type SecretStore } from '../../../tenancy/secrets/index.ts';

const CANARIES = {
  token: 'hvs.CANARYtoken',
  roleId: 'CANARY-role-id',
  secretId: 'CANARY-secret-id',
  body: 'CANARY-plaintext',
  answer: 'CANARY-answer',
  guild: '424242424242424242',
};
const SECRET_PATH = `tenants/${CANARIES.guild}/db/canary-path`;
const JSON_HEADERS = { 'content-type': 'application/json' };

/** Every way in which an error may come to be printed. */
function printEveryWay(error: unknown): string {
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
async function assertNothingLeaks(
  t: ExecutionContext,
  store: SecretStore,
  url: string,
): Promise<void> {
  const forbidden = [
    ...Object.values(CANARIES),
    Buffer.from(CANARIES.body).toString('base64'),
    new URL(url).port,
    new URL(url).host,
    'axios',
    'canary-path',
  ];
  const calls: Record<string, () => Promise<unknown>> = {
    seal: () => store.seal('guild-1', CANARIES.body, CANARIES.body),
    unseal: () => store.unseal('guild-1', 'vault:v1:CANARYAA'),
    put: () => store.put(SECRET_PATH, { url: CANARIES.body }, 0),
    get: () => store.get(SECRET_PATH),
    destroy: () => store.destroy(SECRET_PATH, [1]),
    erase: () => store.erase(SECRET_PATH),
    createKey: () => store.createKey('guild-1'),
    deleteKey: () => store.deleteKey('guild-1'),
  };
  for (const [name, call] of Object.entries(calls)) {
    const error = await t.throwsAsync(call(), { name: 'SecretStoreError' }, name);
    const printed = printEveryWay(error);
    for (const word of forbidden) t.false(printed.includes(word), `${name} prints ${word}`);
    t.deepEqual(Reflect.ownKeys(error).sort(), [
      'code',
      'failure',
      'message',
      'name',
      'operation',
      'stack',
    ]);
  }
  const printed = inspect(store, { depth: Number.POSITIVE_INFINITY, showHidden: true });
  for (const word of forbidden) t.false(printed.includes(word), `the store prints ${word}`);
}

const leakyBody = JSON.stringify({ errors: [`bad: ${CANARIES.answer} ${CANARIES.token}`] });

const FAILURES: Record<string, RequestListener> = {
  'reset before an answer': (request) => request.socket.destroy(),
  'cut in the middle': (request, response) => {
    response.writeHead(200, { ...JSON_HEADERS, 'content-length': 999 }).write(leakyBody);
    setTimeout(() => request.socket.destroy(), 5);
  },
  'too late': () => undefined,
  'broken JSON': (_, response) =>
    void response.writeHead(200, JSON_HEADERS).end(leakyBody.slice(0, 20)),
  'a page': (_, response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end(CANARIES.answer),
  'a redirect': (_, response) => void response.writeHead(307, { location: '/v1/x' }).end(),
  ...Object.fromEntries(
    [400, 403, 404, 405, 429, 500, 503].map((status) => [
      `status ${status}`,
      (_, response) => void response.writeHead(status, JSON_HEADERS).end(leakyBody),
    ]) satisfies [string, RequestListener][],
  ),
};

for (const [name, listener] of Object.entries(FAILURES)) {
  for (const phase of ['at log-in', 'after log-in'] as const) {
    test(`nothing leaks: ${name}, ${phase}`, async (t) => {
      const server = createServer((request, response) => {
        request.resume();
        if (phase === 'after log-in' && request.url?.endsWith('/login')) {
          const auth = { client_token: CANARIES.token, lease_duration: 0, renewable: false };
          response.writeHead(200, JSON_HEADERS).end(JSON.stringify({ auth }));
          return;
        }
        listener(request, response);
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const { roleId, secretId } = CANARIES;
      let now = Date.now();
      const store = createSecretStore({
        url,
        auth: { roleId, secretId },
        timeoutMs: name === 'too late' ? 40 : 2000,
        maxReplicaLagMs: 50,
        // Each call an hour after the last, so that none is refused by a back-off.
        clock: { now: () => (now += 3600_000), after: () => () => undefined },
      });
      t.teardown(async () => {
        server.closeAllConnections();
        await store.close();
        server.close();
      });
      await assertNothingLeaks(t, store, url);
    });
  }
}

test('nothing leaks: nobody listens, with a static token', async (t) => {
  const url = 'http://127.0.0.1:59';
  const store = createSecretStore({ url, auth: { token: CANARIES.token } });
  // The port is too short a number to look for.
  await assertNothingLeaks(t, store, 'http://127.0.0.1:59999');
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
      auth: { token: CANARIES.token },
    });
    await t.throwsAsync(store.put(SECRET_PATH, { url: CANARIES.body }, 0));
  } finally {
    process.stderr.write = write;
    delete process.env['DEBUG'];
  }
  t.false(lines.join('').includes('CANARY'));
});
