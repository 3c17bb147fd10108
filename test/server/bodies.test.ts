import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import test from 'ava';
import { createHttpVisitor } from '../../sandbox/demo/http-visitor.ts';
import { isWithinFieldLimits } from '../../server/http/form-body.ts';
import { readBody } from '../../server/http/read-body.ts';
import { createLabel } from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp({ processes: ['server'] });

const FORM = 'application/x-www-form-urlencoded';

/** A server with an admin who is signed in, and how to send a form that is none. */
async function createSignedInApp() {
  const app = await getApp();
  const label = await createLabel(app, { plan: 'pro' });
  await app.tenancy.provision(label.guildId);
  const visitor = createHttpVisitor(app.url, app.discord.url);
  await visitor.logIn(label.owner);
  const settings = `/g/${label.guildId}/settings`;
  const headers = { origin: app.url, cookie: visitor.cookie(), 'content-type': FORM };
  const beginRequest = (path: string, more: Record<string, string> = {}) => {
    const sent = request(app.url + path, { method: 'POST', headers: { ...headers, ...more } });
    sent.on('error', () => {});
    return sent;
  };
  return { ...app, label, settings, headers, beginRequest };
}

/** The answer may come while the form is still being sent, which then fails. */
const waitForResponse = (sent: ReturnType<typeof request>): Promise<IncomingMessage> =>
  new Promise((resolve) => sent.once('response', resolve));

const text = async (response: IncomingMessage): Promise<string> =>
  Buffer.concat(await response.toArray()).toString();

test.serial('a form announced as too large is refused before it is sent', async (t) => {
  const { beginRequest, settings } = await createSignedInApp();
  const sent = beginRequest(settings, { 'content-length': String(300 * 1_024) });
  sent.flushHeaders();
  const response = await waitForResponse(sent);
  t.is(response.statusCode, 413);
  t.is(response.headers.connection, 'close');
  const closed = once(response.socket, 'close');
  const page = await text(response);
  t.regex(page, /<html/);
  t.regex(page, /Too large/);
  await closed;

  const ofScript = beginRequest(`${settings}.data`, { 'content-length': String(300 * 1_024) });
  ofScript.flushHeaders();
  t.is((await waitForResponse(ofScript)).statusCode, 413);
});

test.serial('an endless form is refused at the limit and not read further', async (t) => {
  const { beginRequest, settings } = await createSignedInApp();
  const sent = beginRequest(settings, { 'transfer-encoding': 'chunked' });
  const chunk = Buffer.alloc(65_536, 'a');
  const MAX_WRITTEN_BYTES = 64 * 1_048_576;
  let written = 0;
  const closed = new Promise((resolve) => sent.once('close', resolve));
  const write = () => {
    while (written < MAX_WRITTEN_BYTES && !sent.destroyed) {
      written += chunk.length;
      if (!sent.write(chunk)) return;
    }
    if (!sent.destroyed) sent.end();
  };
  sent.on('drain', write);
  write();
  const response = await waitForResponse(sent);
  t.is(response.statusCode, 413);
  t.regex(await text(response), /Too large/);
  await closed;
  // What the sockets of both sides hold is sent in any case.
  t.true(written < MAX_WRITTEN_BYTES / 2, `${written} bytes were taken`);
});

test.serial('many fields are refused however small they are', async (t) => {
  const { settings, headers, url } = await createSignedInApp();
  const post = async (body: string) => {
    const { status } = await fetch(url + settings, { method: 'POST', headers, body });
    return status;
  };
  t.is(await post('a=1&'.repeat(40_000)), 413);
  t.is(await post('a=1&'.repeat(101)), 413);
  t.is(await post(`${'n'.repeat(101)}=1`), 413);
  t.is(await post(`a=1&intent=rename&labelName=Nightfall`), 400);
});

test.serial(
  'a route takes what it declares: the connect form a bundle of certificates',
  async (t) => {
    const { settings, headers, url } = await createSignedInApp();
    const post = async (path: string, bytes: number) => {
      const body = `intent=test&by=url&url=&ca=${'c'.repeat(bytes)}`;
      const { status } = await fetch(url + path, { method: 'POST', headers, body });
      return status;
    };
    t.is(await post(`${settings}/storage/connect`, 600 * 1_024), 400);
    t.is(await post(`${settings}/storage/connect.data`, 600 * 1_024), 400);
    t.is(await post(`${settings}/storage/connect`, 1_100 * 1_024), 413);
    t.is(await post(`${settings}/storage`, 600 * 1_024), 413);
  },
);

test.serial('only our forms’ encoding is accepted, uncompressed', async (t) => {
  const { beginRequest, settings, url } = await createSignedInApp();
  for (const more of [
    { 'content-type': 'multipart/form-data; boundary=x' },
    { 'content-type': 'application/json' },
    { 'content-type': 'text/plain' },
    { 'content-type': '' },
    { 'content-encoding': 'gzip' },
  ]) {
    const sent = beginRequest(settings, { ...more, 'transfer-encoding': 'chunked' } as never);
    sent.write('--x\r\ncontent-disposition: form-data; name="a"; filename="b"\r\n\r\n');
    const response = await waitForResponse(sent);
    t.is(response.statusCode, 415, JSON.stringify(more));
    t.regex(await text(response), /Unsupported format/);
  }
  const withBody = request(url, { method: 'GET', headers: { 'content-length': '3' } });
  withBody.on('error', () => {});
  withBody.end('abc');
  t.is((await waitForResponse(withBody)).statusCode, 400);
});

test.serial('clients that expect 100-continue get it only for accepted bodies', async (t) => {
  const { beginRequest, settings } = await createSignedInApp();
  const ask = (bytes: number) => {
    const sent = beginRequest(settings, {
      'content-length': String(bytes),
      expect: '100-continue',
    });
    sent.flushHeaders();
    return sent;
  };
  const large = ask(300 * 1_024);
  large.on('continue', () => t.fail('too much was asked for'));
  t.is((await waitForResponse(large)).statusCode, 413);
  const small = ask(3);
  await once(small, 'continue');
  small.end('a=1');
  t.is((await waitForResponse(small)).statusCode, 400);
});

test.serial('one person’s unfinished forms leave room for others’', async (t) => {
  const { beginRequest, settings, url, headers } = await createSignedInApp();
  const held = Array.from({ length: 4 }, () => {
    const sent = beginRequest(settings, { 'content-length': '10', expect: '100-continue' });
    sent.flushHeaders();
    return sent;
  });
  await Promise.all(held.map((sent) => once(sent, 'continue')));
  const refused = await fetch(url + settings, { method: 'POST', headers, body: 'a=1' });
  t.is(refused.status, 503);
  t.regex(refused.headers.get('retry-after') ?? '', /^\d+$/);
  t.regex(await refused.text(), /Busy right now/);
  const other = await fetch(`${url}/servers`, {
    method: 'POST',
    headers: { origin: url, 'content-type': FORM },
    body: 'a=1',
  });
  t.not(other.status, 503);
  const answers = held.map(waitForResponse);
  for (const sent of held) sent.end('a=1&b=2&c=');
  for (const answer of await Promise.all(answers)) t.is(answer.statusCode, 400);
  const again = await fetch(url + settings, { method: 'POST', headers, body: 'a=1' });
  t.is(again.status, 400);
});

test('a body that arrives too slowly is refused', async (t) => {
  const server = createServer((req, res) => {
    readBody(req, { maxBytes: 1_000, minBytesPerSecond: 10_000, graceMs: 20 }).then(
      () => res.end(),
      (error) => res.writeHead(error.status).end(error.code),
    );
  });
  t.teardown(() => server.closeAllConnections());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nab');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  t.regex(answer.toString(), /^HTTP\/1\.1 408 /);
  socket.destroy();
  server.close();
});

test('fields are counted without being parsed', (t) => {
  const isWithinLimits = (body: string) => isWithinFieldLimits(Buffer.from(body));
  t.true(isWithinLimits(''));
  t.true(isWithinLimits('a'));
  t.true(isWithinLimits('a=1&b=2'));
  t.true(isWithinLimits(Array(100).fill('a=1').join('&')));
  t.false(isWithinLimits(Array(101).fill('a=1').join('&')));
  t.true(isWithinLimits(`a=${'x'.repeat(100_000)}`));
  t.false(isWithinLimits(`a=1&${'x'.repeat(101)}=2`));
  t.false(isWithinLimits('x'.repeat(101)));
});
