import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { createRestClient } from '../../worker/discord-calls.ts';
import { sendNotification } from '../../worker/notification.ts';
import { RestRateLimiter } from '../../worker/rest-rate-limiter.ts';

const LEASE_MS = 60_000;
const OK = { status: 200, body: { id: '7' } } as const;
const REFUSED = { status: 403, body: { code: 50_007, message: 'Cannot send messages' } } as const;
const LIMITED = {
  status: 429,
  headers: { 'retry-after': '0.2', 'x-ratelimit-scope': 'shared' },
  body: { message: 'You are being rate limited.', retry_after: 0.2, global: false },
} as const;
const AWAY = { status: 503, body: {} } as const;
interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: object;
}

/** A server in Discord's place that gives these answers in order, then goes on saying yes. */
async function createContext(t: ExecutionContext, answers: readonly Answer[]) {
  const paths: string[] = [];
  const warnings: object[] = [];
  const server = createServer(async (request, response) => {
    const { status, headers, body }: Answer = answers[paths.length] ?? OK;
    paths.push(String(request.url).replace('/api/v10', ''));
    request.resume();
    await once(request, 'end');
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  const rest = createRestClient({ token: 't', api, leaseMs: LEASE_MS, maxRestPerSecond: 50 });
  t.teardown(() => {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
    server.closeAllConnections();
    server.close();
  });
  const stopController = new AbortController();
  const log = { info: () => {}, error: () => {}, warn: (fields: object) => warnings.push(fields) };
  return {
    paths,
    warnings,
    stop: () => stopController.abort(),
    context: {
      rest,
      restLimiter: new RestRateLimiter(50),
      stopSignal: stopController.signal,
      leaseMs: LEASE_MS,
      log,
    },
  };
}

const NOTIFICATION = { id: 'outage:1:2', guildId: '1', userIds: ['11', '12'], message: {} };
const DM = ['/users/@me/channels', '/channels/7/messages'];

test('a notification that a rate limit held back is sent after it', async (t) => {
  const { context, paths, warnings } = await createContext(t, [LIMITED]);
  t.deepEqual(await sendNotification(context, NOTIFICATION), { isToRepeat: false });
  t.deepEqual(paths, [DM[0], ...DM, ...DM]);
  t.deepEqual(warnings, []);
});

test('closed direct messages keep nothing from the next recipient, and are logged', async (t) => {
  const { context, paths, warnings } = await createContext(t, [REFUSED]);
  t.deepEqual(await sendNotification(context, NOTIFICATION), { isToRepeat: false });
  t.deepEqual(paths, [DM[0], ...DM]);
  t.deepEqual(warnings, [{ guildId: '1', notification: 'outage:1:2', code: '50007' }]);
});

test('what may have been sent is not sent again', async (t) => {
  const { context, paths } = await createContext(t, [OK, AWAY, OK, AWAY]);
  t.deepEqual(await sendNotification(context, NOTIFICATION), { isToRepeat: false });
  t.deepEqual(paths, [...DM, ...DM]);
});

test('when nobody was sent anything before a shutdown, the claim is released', async (t) => {
  const { context, paths, stop } = await createContext(t, []);
  stop();
  t.deepEqual(await sendNotification(context, NOTIFICATION), { isToRepeat: true });
  t.deepEqual(paths, []);
});
