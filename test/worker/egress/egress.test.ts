import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import test, { type ExecutionContext } from 'ava';
import { type Egress, EgressError } from '../../../worker/egress/index.ts';
import { REFUSED_ADDRESSES } from '../../tenancy/customer-database/refused-inputs.ts';
import { createTestEgress, startServer } from './local-server.ts';

const GUILD_ID = '900000000000000001';

/** The code of a call that has no response. */
const refusalOf = (egress: Egress, href: string, guildId = GUILD_ID): Promise<string> =>
  egress.get(href, { guildId }).then(
    ({ status }) => String(status),
    (error) => (error instanceof EgressError ? error.code : String(error)),
  );

const formatUrl = (address: string) =>
  `http://${address.includes(':') ? `[${address}]` : address}/`;

test('a call gets status, headers and body, on a connection of its own', async (t) => {
  const server = await startServer(t, (_, response) => {
    response.setHeader('content-type', 'text/plain');
    response.end('glass');
  });
  const egress = createTestEgress([server]);
  const url = `http://track.test:${server.port}/a?b=c#d`;
  const response = await egress.get(url, { guildId: GUILD_ID });
  t.like(response, { status: 200, headers: { 'content-type': 'text/plain' } });
  t.is(String(response.body), 'glass');
  const [request] = server.requests;
  t.like(request, { method: 'GET', url: '/a?b=c' });
  t.like(request?.headers, {
    host: `track.test:${server.port}`,
    'accept-encoding': 'identity',
    connection: 'close',
  });
  t.regex(request?.headers['user-agent'] ?? '', /^Vektra/);
});

test('only http and https on their own ports, without credentials', async (t) => {
  const server = await startServer(t, (_, response) => void response.end('no'));
  const egress = createTestEgress([], { resolveHost: async () => ['93.184.216.34'] });
  for (const href of [
    'ftp://track.test/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'track.test',
    'http://u:p@track.test/',
    'http://track.test:22/',
    'https://track.test:8443/',
  ])
    t.is(await refusalOf(egress, href), 'refused', href);
  // The exception is for one port.
  const allowing = createTestEgress([server]);
  t.is(await refusalOf(allowing, 'http://127.0.0.1:1/'), 'refused');
  t.is(server.requests.length, 0);
});

test('addresses that nobody may reach are refused, written out and behind a name', async (t) => {
  for (const address of REFUSED_ADDRESSES) {
    t.is(await refusalOf(createTestEgress([]), formatUrl(address)), 'refused', address);
    const resolveHost = async () => ['93.184.216.34', address];
    const egress = createTestEgress([], { resolveHost });
    t.is(await refusalOf(egress, 'https://track.test/'), 'refused', address);
  }
});

test('a redirect is returned and not followed; its target is checked like any address', async (t) => {
  const inner = await startServer(t, (_, response) => void response.end('secret'));
  const outer = await startServer(t, (_, response) => {
    response.writeHead(302, { location: `http://127.0.0.1:${inner.port}/` });
    response.end('x'.repeat(100));
  });
  const egress = createTestEgress([outer]);
  const { status, headers, body } = await egress.get(`http://${outer.address}/`, {
    guildId: GUILD_ID,
  });
  t.is(status, 302);
  t.is(body.length, 0);
  t.is(await refusalOf(egress, headers.location ?? ''), 'refused');
  t.is(inner.requests.length, 0);
});

test('a name is resolved once for a call, so that changing it gains nothing', async (t) => {
  const server = await startServer(t, (_, response) => void response.end('ok'));
  const answers = [['127.0.0.1'], ['10.0.0.1'], ['127.0.0.1', '169.254.169.254']];
  let lookups = 0;
  const egress = createTestEgress([server], {
    resolveHost: async () => answers[lookups++] ?? [],
  });
  const url = `http://rebind.test:${server.port}/`;
  t.is(await refusalOf(egress, url), '200');
  t.is(lookups, 1);
  t.is(await refusalOf(egress, url), 'refused');
  t.is(await refusalOf(egress, url), 'refused');
  t.is(await refusalOf(egress, url), 'unreachable');
  t.is(server.requests.length, 1);
});

/** A TCP server; resolves with the connection when it was closed. */
async function startTcpServer(t: ExecutionContext, onConnection: (socket: Socket) => void) {
  const closed = Promise.withResolvers<Socket>();
  const server = createServer((socket) => {
    socket.on('error', () => {}).resume();
    socket.once('close', () => closed.resolve(socket));
    onConnection(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => server.close());
  const { port } = server.address() as { port: number };
  return { port, address: `127.0.0.1:${port}`, requests: [], closed: closed.promise };
}

test('a server that accepts and is silent, or answers byte by byte, ends with the time', async (t) => {
  const silent = await startTcpServer(t, () => {});
  const dripping = await startTcpServer(t, (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    const timer = setInterval(() => socket.write('x'), 10);
    socket.once('close', () => clearInterval(timer));
  });
  for (const server of [silent, dripping]) {
    const egress = createTestEgress([server], { timeoutMs: 300 });
    t.is(await refusalOf(egress, `http://${server.address}/`), 'timeout');
    t.true((await server.closed).destroyed);
  }
});

test('a body without end is cut off, and one that says that it is too large is not read', async (t) => {
  const GIGABYTE = 2 ** 30;
  const chunk = Buffer.alloc(65_536);
  const sendEndless = (head: string) => (socket: Socket) => {
    socket.write(head);
    const send = () => {
      while (socket.bytesWritten < GIGABYTE && socket.write(chunk));
    };
    socket.on('drain', send);
    send();
  };
  const endless = await startTcpServer(t, sendEndless('HTTP/1.1 200 OK\r\n\r\n'));
  const honest = await startTcpServer(
    t,
    sendEndless(`HTTP/1.1 200 OK\r\ncontent-length: ${GIGABYTE}\r\n\r\n`),
  );
  for (const server of [endless, honest]) {
    const egress = createTestEgress([server]);
    t.is(await refusalOf(egress, `http://${server.address}/`), 'too_large');
    // What is more is in the buffers of both sides.
    t.true((await server.closed).bytesWritten < 50_000_000);
  }
});

test('a compressed body is not unpacked: none was asked for', async (t) => {
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  const server = await startServer(t, (_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': bomb.length });
    response.end(bomb);
  });
  t.is(await refusalOf(createTestEgress([server]), `http://${server.address}/`), 'encoding');
});

test('headers without end, and what is no HTTP, are no response', async (t) => {
  const headers = await startTcpServer(t, (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`);
  });
  const noise = await startTcpServer(t, (socket) => void socket.write('SSH-2.0-OpenSSH\r\n'));
  for (const server of [headers, noise])
    t.is(await refusalOf(createTestEgress([server]), `http://${server.address}/`), 'unreachable');
});

test('calls at once are bounded, over all guilds and of each', async (t) => {
  const released = Promise.withResolvers<void>();
  const server = await startServer(t, async (_, response) => {
    await released.promise;
    response.end('ok');
  });
  const egress = createTestEgress([server], { maxCalls: 8 });
  const url = `http://${server.address}/`;
  const guilds = ['1', '2', '3', '4', '5'];
  // Two of eight are a guild's.
  const calls = guilds.map((guildId) =>
    Promise.all([1, 2, 3].map(() => refusalOf(egress, url, guildId))),
  );
  const waitForRequests = async (count: number) => {
    while (server.requests.length < count) await new Promise(setImmediate);
  };
  await waitForRequests(8);
  released.resolve();
  t.deepEqual(await Promise.all(calls), [
    ...['1', '2', '3', '4'].map(() => ['200', '200', 'busy']),
    ['busy', 'busy', 'busy'],
  ]);
  t.is(await refusalOf(egress, url, '5'), '200');
});
