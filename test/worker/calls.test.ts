import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { callsUntil, createRest, OutOfTimeError } from '../../worker/calls.ts';
import { classify } from '../../worker/failure.ts';

/** Something that answers as `listener` does, where Discord should be. */
async function restTo(t: ExecutionContext, listener: RequestListener, leaseMs = 2_000) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  const rest = createRest({ token: 'token', api, restPerSecond: 50, leaseMs });
  t.teardown(() => {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  });
  return rest;
}

test('a Discord that accepts and never answers: the call ends by itself, its outcome unknown', async (t) => {
  const rest = await restTo(t, () => {});
  const error = await t.throwsAsync(
    callsUntil(rest, Date.now() + 60_000).post('/channels/1/threads'),
    { any: true },
  );
  t.deepEqual(classify(error), { kind: 'unknown', code: 'timeout' });
});

test('an answer that begins and never ends is cut at the end of the delivery', async (t) => {
  const rest = await restTo(t, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"id":');
  });
  const error = await t.throwsAsync(
    callsUntil(rest, Date.now() + 300).post('/channels/1/threads'),
    { any: true },
  );
  t.is(classify(error).kind, 'unknown');
});

test('a call that waits behind another leaves no more when its time is over', async (t) => {
  let heard = 0;
  const rest = await restTo(t, () => {
    heard += 1;
  });
  const calls = callsUntil(rest, Date.now() + 300);
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
  const rest = await restTo(t, () => t.fail('it left'));
  await t.throwsAsync(callsUntil(rest, Date.now()).post('/channels/1/threads'), {
    instanceOf: OutOfTimeError,
  });
});

test('a refusal that is not Discord’s own is no refusal', async (t) => {
  const rest = await restTo(t, (_request, response) => {
    response.writeHead(403, { 'content-type': 'text/html' }).end('<html>Attention required</html>');
  });
  const error = await t.throwsAsync(callsUntil(rest, Date.now() + 60_000).get('/channels/1'), {
    any: true,
  });
  t.deepEqual(classify(error), { kind: 'unknown', code: 'http_403' });
});
