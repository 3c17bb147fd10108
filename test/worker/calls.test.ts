import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { callsUntil, createRest } from '../../worker/calls.ts';
import { classify } from '../../worker/failure.ts';
import { OutOfTimeError } from '../../worker/out-of-time.ts';
import { RestBudget } from '../../worker/rest-budget.ts';

/** Something that answers as `listener` does, where Discord should be. */
async function restTo(t: ExecutionContext, listener: RequestListener, leaseMs = 2_000) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  const rest = createRest({ token: 'token', api, leaseMs });
  t.teardown(() => {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  });
  const stopping = new AbortController();
  const budget = new RestBudget(50);
  return { rest, budget, guildId: '1', stopping: stopping.signal, stop: () => stopping.abort() };
}

test('a Discord that accepts and never answers: the call ends by itself, its outcome unknown', async (t) => {
  const context = await restTo(t, () => {});
  const error = await t.throwsAsync(
    callsUntil(context, Date.now() + 60_000).post('/channels/1/threads'),
    { any: true },
  );
  t.deepEqual(classify(error), { kind: 'unknown', code: 'timeout' });
});

test('an answer that begins and never ends is cut at the end of the delivery', async (t) => {
  const context = await restTo(t, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"id":');
  });
  const error = await t.throwsAsync(
    callsUntil(context, Date.now() + 300).post('/channels/1/threads'),
    { any: true },
  );
  t.is(classify(error).kind, 'unknown');
});

test('a call that waits behind another leaves no more when its time is over', async (t) => {
  let heard = 0;
  const context = await restTo(t, () => {
    heard += 1;
  });
  const calls = callsUntil(context, Date.now() + 300);
  const [first, second] = await Promise.allSettled([
    calls.post('/channels/100000000000000000/threads'),
    calls.post('/channels/100000000000000000/threads'),
  ]);
  t.is(classify((first as PromiseRejectedResult).reason).kind, 'unknown');
  t.true((second as PromiseRejectedResult).reason instanceof OutOfTimeError);
  t.deepEqual(classify((second as PromiseRejectedResult).reason), {
    kind: 'later',
    code: 'out_of_time',
    afterMs: 0,
  });
  t.is(heard, 1);
});

test('what is asked for too late does not leave at all', async (t) => {
  const context = await restTo(t, () => t.fail('it left'));
  await t.throwsAsync(callsUntil(context, Date.now()).post('/channels/1/threads'), {
    instanceOf: OutOfTimeError,
  });
});

test('a refusal that is not Discord’s own is no refusal', async (t) => {
  const context = await restTo(t, (_request, response) => {
    response.writeHead(403, { 'content-type': 'text/html' }).end('<html>Attention required</html>');
  });
  const error = await t.throwsAsync(callsUntil(context, Date.now() + 60_000).get('/channels/1'), {
    any: true,
  });
  t.deepEqual(classify(error), { kind: 'unknown', code: 'http_403' });
});

test('a worker that is to stop gives up calls that wait, and not those that are under way', async (t) => {
  const heard = Promise.withResolvers<ServerResponse>();
  let count = 0;
  const context = await restTo(t, (_request, response) => {
    count += 1;
    heard.resolve(response);
  });
  const calls = callsUntil(context, Date.now() + 60_000);
  const sent = calls.post('/channels/100000000000000000/threads');
  const waiting = calls.post('/channels/100000000000000000/threads');
  const response = await heard.promise;
  context.stop();
  await t.throwsAsync(waiting, { instanceOf: OutOfTimeError });
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"1"}');
  t.deepEqual(await sent, { id: '1' });
  t.is(count, 1);
});
