import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { browserLess } from '../../sandbox/demo/visitor.ts';
import { hasFewFields } from '../../server/http/form-body.ts';
import { readBody } from '../../server/http/read-body.ts';
import { startHouse } from '../helpers/house.ts';
import { createLabel } from '../helpers/label.ts';

const FORM = 'application/x-www-form-urlencoded';

/** A server with an admin who is signed in, and how to send a form that is none. */
async function signedIn(t: ExecutionContext) {
  const house = await startHouse(t, { processes: ['server'] });
  const label = await createLabel(house, { plan: 'pro' });
  await house.tenancy.provision(label.guildId);
  const visitor = browserLess(house.url, house.discord.url);
  await visitor.logIn(label.owner);
  const settings = `/g/${label.guildId}/settings`;
  const headers = { origin: house.url, cookie: visitor.cookie(), 'content-type': FORM };
  const begin = (path: string, more: Record<string, string> = {}) => {
    const sent = request(house.url + path, { method: 'POST', headers: { ...headers, ...more } });
    sent.on('error', () => {});
    return sent;
  };
  return { ...house, label, settings, headers, begin };
}

/** The answer may come while the form is still being sent, which then fails. */
const answerTo = (sent: ReturnType<typeof request>): Promise<IncomingMessage> =>
  new Promise((resolve) => sent.once('response', resolve));

const text = async (response: IncomingMessage): Promise<string> =>
  Buffer.concat(await response.toArray()).toString();

test.serial(
  'a form that is announced as too large is refused before any of it is sent',
  async (t) => {
    const { begin, settings } = await signedIn(t);
    const sent = begin(settings, { 'content-length': String(300 * 1_024) });
    sent.flushHeaders();
    const response = await answerTo(sent);
    t.is(response.statusCode, 413);
    t.is(response.headers.connection, 'close');
    const closed = once(response.socket, 'close');
    const page = await text(response);
    t.regex(page, /<html/);
    t.regex(page, /Too much at once/);
    await closed;

    const ofScript = begin(`${settings}.data`, { 'content-length': String(300 * 1_024) });
    ofScript.flushHeaders();
    t.is((await answerTo(ofScript)).statusCode, 413);
  },
);

test.serial(
  'a form that never ends is refused when it is over the limit, and is not read on',
  async (t) => {
    const { begin, settings } = await signedIn(t);
    const sent = begin(settings, { 'transfer-encoding': 'chunked' });
    const chunk = Buffer.alloc(65_536, 'a');
    const MOST = 64 * 1_048_576;
    let written = 0;
    const closed = new Promise((resolve) => sent.once('close', resolve));
    const write = () => {
      while (written < MOST && !sent.destroyed) {
        written += chunk.length;
        if (!sent.write(chunk)) return;
      }
      if (!sent.destroyed) sent.end();
    };
    sent.on('drain', write);
    write();
    const response = await answerTo(sent);
    t.is(response.statusCode, 413);
    t.regex(await text(response), /Too much at once/);
    await closed;
    // What the sockets of both sides hold is sent in any case.
    t.true(written < MOST / 2, `${written} bytes were taken`);
  },
);

test.serial('many fields are refused however small they are', async (t) => {
  const { settings, headers, url } = await signedIn(t);
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
    const { settings, headers, url } = await signedIn(t);
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

test.serial('only the encoding of our forms is taken, and nothing compressed', async (t) => {
  const { begin, settings, url } = await signedIn(t);
  for (const more of [
    { 'content-type': 'multipart/form-data; boundary=x' },
    { 'content-type': 'application/json' },
    { 'content-type': 'text/plain' },
    { 'content-type': '' },
    { 'content-encoding': 'gzip' },
  ]) {
    const sent = begin(settings, { ...more, 'transfer-encoding': 'chunked' } as never);
    sent.write('--x\r\ncontent-disposition: form-data; name="a"; filename="b"\r\n\r\n');
    const response = await answerTo(sent);
    t.is(response.statusCode, 415, JSON.stringify(more));
    t.regex(await text(response), /not understood/);
  }
  const withBody = request(url, { method: 'GET', headers: { 'content-length': '3' } });
  withBody.on('error', () => {});
  withBody.end('abc');
  t.is((await answerTo(withBody)).statusCode, 400);
});

test.serial('whoever asks first is told to send only what is wanted', async (t) => {
  const { begin, settings } = await signedIn(t);
  const ask = (bytes: number) => {
    const sent = begin(settings, { 'content-length': String(bytes), expect: '100-continue' });
    sent.flushHeaders();
    return sent;
  };
  const large = ask(300 * 1_024);
  large.on('continue', () => t.fail('too much was asked for'));
  t.is((await answerTo(large)).statusCode, 413);
  const small = ask(3);
  await once(small, 'continue');
  small.end('a=1');
  t.is((await answerTo(small)).statusCode, 400);
});

test.serial('one person’s unfinished forms leave room for others’', async (t) => {
  const { begin, settings, url, headers } = await signedIn(t);
  const held = Array.from({ length: 4 }, () => {
    const sent = begin(settings, { 'content-length': '10', expect: '100-continue' });
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
  const answers = held.map(answerTo);
  for (const sent of held) sent.end('a=1&b=2&c=');
  for (const answer of await Promise.all(answers)) t.is(answer.statusCode, 400);
  const again = await fetch(url + settings, { method: 'POST', headers, body: 'a=1' });
  t.is(again.status, 400);
});

test('a body that comes too slowly is given up', async (t) => {
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
  const few = (body: string) => hasFewFields(Buffer.from(body));
  t.true(few(''));
  t.true(few('a'));
  t.true(few('a=1&b=2'));
  t.true(few(Array(100).fill('a=1').join('&')));
  t.false(few(Array(101).fill('a=1').join('&')));
  t.true(few(`a=${'x'.repeat(100_000)}`));
  t.false(few(`a=1&${'x'.repeat(101)}=2`));
  t.false(few('x'.repeat(101)));
});
