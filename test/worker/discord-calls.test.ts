import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { CallNotSentError } from '../../worker/call-not-sent-error.ts';
import { createCalls, createRestClient } from '../../worker/discord-calls.ts';
import { classifyFailure } from '../../worker/failure.ts';
import { RestRateLimiter } from '../../worker/rest-rate-limiter.ts';

/** Something that answers as `listener` does, where Discord should be. */
async function createCallContext(t: ExecutionContext, listener: RequestListener, leaseMs = 2_000) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  const rest = createRestClient({ token: 'token', api, leaseMs, maxRestPerSecond: 50 });
  t.teardown(() => {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  });
  const stopController = new AbortController();
  const limiter = new RestRateLimiter(50);
  return {
    rest,
    limiter,
    guildId: '1',
    stopSignal: stopController.signal,
    stop: () => stopController.abort(),
  };
}

test('a call to a Discord that never responds times out with an unknown outcome', async (t) => {
  const context = await createCallContext(t, () => {});
  const error = await t.throwsAsync(
    createCalls(context, Date.now() + 60_000).post('/channels/1/threads'),
    { any: true },
  );
  t.deepEqual(classifyFailure(error), { kind: 'unknown', code: 'timeout' });
});

test('an endless response is aborted at the end of the delivery', async (t) => {
  const context = await createCallContext(t, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"id":');
  });
  const error = await t.throwsAsync(
    createCalls(context, Date.now() + 300).post('/channels/1/threads'),
    { any: true },
  );
  t.is(classifyFailure(error).kind, 'unknown');
});

test('a queued call is not sent after its deadline', async (t) => {
  let receivedCount = 0;
  const context = await createCallContext(t, () => {
    receivedCount += 1;
  });
  const calls = createCalls(context, Date.now() + 300);
  const [first, second] = await Promise.allSettled([
    calls.post('/channels/100000000000000000/threads'),
    calls.post('/channels/100000000000000000/threads'),
  ]);
  t.is(classifyFailure((first as PromiseRejectedResult).reason).kind, 'unknown');
  t.true((second as PromiseRejectedResult).reason instanceof CallNotSentError);
  t.deepEqual(classifyFailure((second as PromiseRejectedResult).reason), {
    kind: 'later',
    code: 'out_of_time',
    afterMs: 0,
  });
  t.is(receivedCount, 1);
});

test('a call requested after the deadline is not sent', async (t) => {
  const context = await createCallContext(t, () => t.fail('it left'));
  await t.throwsAsync(createCalls(context, Date.now()).post('/channels/1/threads'), {
    instanceOf: CallNotSentError,
  });
});

test('a refusal without Discord’s code is not final', async (t) => {
  const context = await createCallContext(t, (_request, response) => {
    response.writeHead(403, { 'content-type': 'text/html' }).end('<html>Attention required</html>');
  });
  const error = await t.throwsAsync(createCalls(context, Date.now() + 60_000).get('/channels/1'), {
    any: true,
  });
  t.deepEqual(classifyFailure(error), { kind: 'unknown', code: 'http_403' });
});

test('a stopping worker gives up queued calls, not those in flight', async (t) => {
  const firstResponse = Promise.withResolvers<ServerResponse>();
  let count = 0;
  const context = await createCallContext(t, (_request, response) => {
    count += 1;
    firstResponse.resolve(response);
  });
  const calls = createCalls(context, Date.now() + 60_000);
  const sent = calls.post('/channels/100000000000000000/threads');
  const waiting = calls.post('/channels/100000000000000000/threads');
  const response = await firstResponse.promise;
  context.stop();
  await t.throwsAsync(waiting, { instanceOf: CallNotSentError });
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"1"}');
  t.deepEqual(await sent, { id: '1' });
  t.is(count, 1);
});
