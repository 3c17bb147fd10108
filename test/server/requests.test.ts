import { once } from 'node:events';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import test, { type ExecutionContext } from 'ava';
import { createHttpVisitor } from '../../sandbox/demo/http-visitor.ts';
import { toNetwork } from '../../server/http/client-key.ts';
import { isWellFormed, toOriginForm } from '../../server/http/request-target.ts';
import { createLogger } from '../../server/log.ts';
import { startApp } from '../helpers/app.ts';
import { createLabel } from '../helpers/label.ts';

/** A server whose log is read. */
async function startLoggedApp(t: ExecutionContext, variables: Record<string, string> = {}) {
  const stream = new PassThrough();
  const parts: string[] = [];
  stream.on('data', (chunk) => parts.push(String(chunk)));
  const app = await startApp(t, {
    processes: ['server'],
    variables,
    log: createLogger('info', 'test', stream),
  });
  const lines = () =>
    parts
      .join('')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    ...app,
    lines,
    linesOfLevel: (level: string) => lines().filter((line) => line.level === level),
  };
}

/** Sends bytes as they are: clients of this century would not. @returns the status */
async function sendRaw(url: string, target: string, method = 'GET'): Promise<number> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(`${method} ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return Number(/^HTTP\/1\.1 (\d+)/.exec(answer.toString())?.[1]);
}

test.serial('what strangers send is their mistake: 400, and no line of an error', async (t) => {
  const { url, lines: log, linesOfLevel } = await startLoggedApp(t);
  for (const target of [
    '/%',
    '//',
    '/..%2f',
    '//evil.example/g',
    '/a/%2e%2e/b',
    '/\\x',
    '/%00',
    'x',
  ])
    t.is(await sendRaw(url, target), 400, target);
  t.is(await sendRaw(url, '/', 'TRACE'), 400);
  t.is(await sendRaw(url, '/auth/callback?code=a&state=%C3%A9'.padEnd(60, 'a')), 400);
  t.is(await sendRaw(url, `/auth/callback?code=a&state=${'%C3%A9'.repeat(32)}`), 400);
  t.is(await sendRaw(url, '/auth/callback?code=a&state=a&state=b'), 400);
  t.is(await sendRaw(url, `/auth/callback?code=a&state=${'a'.repeat(32)}`), 302);
  t.deepEqual([...linesOfLevel('error'), ...linesOfLevel('warn')], []);
  const refused = log().filter(({ msg }) => msg === 'http.refused');
  t.true(refused.length >= 10);
  t.true(refused.every(({ requestId, method, code }) => requestId && method && code));
});

test.serial('a line of the log names route, server and person, and no path', async (t) => {
  const app = await startLoggedApp(t);
  const { url, discord, lines: log } = app;
  const label = await createLabel(app);
  const visitor = createHttpVisitor(url, discord.url);
  await visitor.logIn(label.owner);
  const token = 'a-token-of-a-link-that-nobody-may-know';
  for (const path of [`/g/${label.guildId}/settings`, `/connect/${label.guildId}/${token}`])
    await fetch(url + path, {
      method: 'POST',
      headers: { cookie: visitor.cookie(), origin: 'https://evil.example' },
    });
  const refused = log().filter(({ code }) => code === 'forbidden');
  for (const [index, route] of ['/g/:guildId/settings', '/connect/:guildId/:token'].entries())
    t.like(refused[index], {
      route,
      method: 'POST',
      guildId: label.guildId,
      userId: label.owner,
      status: 403,
    });
  t.notRegex(JSON.stringify(log()), new RegExp(token));
});

test.serial(
  'a limit counts addresses that trusted proxies saw, not those that clients claim',
  async (t) => {
    const { url } = await startApp(t, {
      processes: ['server'],
      variables: { TRUST_PROXY: '2', RATE_LIMIT_PER_MINUTE: '100' },
    });
    const ask = async (path: string, forwarded: string) => {
      const { status } = await fetch(url + path, {
        headers: { 'x-forwarded-for': forwarded },
        redirect: 'manual',
      });
      return status;
    };
    const statuses = async (
      claimed: (n: number) => string,
      seenAddress: string,
      path = '/auth/login',
    ) => {
      const found = [];
      for (let n = 0; n < 11; n++)
        found.push(await ask(path, `${claimed(n)}, ${seenAddress}, 10.0.0.1`));
      return found;
    };
    t.is((await statuses((n) => `198.51.100.${n}`, '203.0.113.1')).at(-1), 429);
    t.is((await statuses((n) => `not an address ${n}`, '203.0.113.2')).at(-1), 429);
    // One subscriber's network, whatever the address in it.
    const ipv6Statuses = [];
    for (let n = 0; n < 11; n++)
      ipv6Statuses.push(await ask('/auth/login', `2001:db8::${n}, 10.0.0.1`));
    t.is(ipv6Statuses.at(-1), 429);
    t.is(await ask('/auth/login', '203.0.113.9, 10.0.0.1'), 302);
    // Written otherwise it is no log-in at all.
    t.is(await ask('/AUTH/login', '203.0.113.1, 10.0.0.1'), 404);
  },
);

test.serial('behind an unconfigured TLS proxy, sign-in says what to set', async (t) => {
  const open = async (variables: Record<string, string>) => {
    const app = await startLoggedApp(t, { PUBLIC_URL: 'https://vektra.example', ...variables });
    return {
      ...app,
      login: (headers: Record<string, string>) =>
        fetch(`${app.url}/auth/login`, { headers, redirect: 'manual' }),
    };
  };
  const proxied = await open({ TRUST_PROXY: '1' });
  const refused = await proxied.login({ 'x-forwarded-for': '203.0.113.1' });
  t.is(refused.status, 400);
  t.regex(await refused.text(), /X-Forwarded-Proto: https/);
  t.like(
    proxied.lines().find(({ code }) => code === 'tls_required'),
    { level: 'info', route: '/auth/login' },
  );
  t.deepEqual(proxied.linesOfLevel('error'), []);
  const allowed = await proxied.login({ 'x-forwarded-proto': 'https' });
  t.is(allowed.status, 302);
  t.regex(allowed.headers.getSetCookie().join(), /secure/i);

  const direct = await open({ TRUST_PROXY: '0' });
  const directResponse = await direct.login({ 'x-forwarded-proto': 'https' });
  t.is(directResponse.status, 400);
  t.regex(await directResponse.text(), /TRUST_PROXY/);
});

test('an IPv6 network counts as one; an invalid address as none', (t) => {
  t.is(toNetwork('203.0.113.7'), '203.0.113.7');
  t.is(toNetwork('::ffff:203.0.113.7'), '203.0.113.7');
  t.is(toNetwork('2001:db8:1:2:3::4'), toNetwork('2001:db8:1:2:ffff::1'));
  t.not(toNetwork('2001:db8:1:2::1'), toNetwork('2001:db8:1:3::1'));
  t.is(toNetwork('unknown'), null);
  t.is(toNetwork(undefined), null);
});

test('a target in absolute form is taken as its path when it names our host, and refused otherwise', (t) => {
  const ours = 'https://vektra.example';
  for (const [target, path] of [
    ['/g/1?x=http://other.example', '/g/1?x=http://other.example'],
    ['https://vektra.example/g/1?x=1', '/g/1?x=1'],
    ['http://VEKTRA.example/%C3%A9', '/%C3%A9'],
    ['https://vektra.example:443/a/../b', '/a/../b'],
    ['http://vektra.example', '/'],
    ['http://vektra.example?x', '/?x'],
    ['http://vektra.example//evil.example', '//evil.example'],
    ['x', 'x'],
  ] as const)
    t.is(toOriginForm(target, ours), path, target);
  for (const target of [
    'http://evil.example/',
    'http://vektra.example.evil.example/',
    'http://vektra.example:8080/',
    'http://vektra.example@evil.example/',
    'http://user:secret@vektra.example/',
    'http://',
    'http:///g/1',
    'http://[x]/',
    'http://evil.example\\@vektra.example/',
  ])
    t.is(toOriginForm(target, ours), null, target);
  t.is(toOriginForm('http://localhost:3000/x', 'http://localhost:3000'), '/x');
});

test.serial('clients that send the absolute form get the page of its path', async (t) => {
  const { url } = await startLoggedApp(t);
  t.is(await sendRaw(url, `${url}/healthz`), 200);
  t.is(await sendRaw(url, `${url}/g/abc`), await sendRaw(url, '/g/abc'));
  t.is(await sendRaw(url, url), 200);
  for (const target of [
    'http://evil.example/healthz',
    `${url}//evil.example`,
    `${url}/a/%2e%2e/b`,
    'ftp://x/healthz',
  ])
    t.is(await sendRaw(url, target), 400, target);
});

test('an ambiguous request target is refused', (t) => {
  for (const good of ['/', '/g/1/submissions?find=%2F..%2F', '/a.b/..c', '/%C3%A9', '/?x=//y'])
    t.true(isWellFormed(good), good);
  for (const bad of [
    '',
    'x',
    '*',
    '//',
    '//x/y',
    '/%',
    '/%zz',
    '/a/../b',
    '/%2e%2E',
    '/a%2fb',
    '/a%5Cb',
    '/%0a',
  ])
    t.false(isWellFormed(bad), bad);
});
