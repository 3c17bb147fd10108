import test from 'ava';
import { createHttpVisitor } from '../../sandbox/demo/http-visitor.ts';
import { runServer } from '../../server/processes/server.ts';
import { startApp } from '../helpers/app.ts';
import { createLabel, setUpLabel, submitDemo, waitForMessage } from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp({ processes: ['server'] });

test.serial('security headers, health, and metrics with the token only', async (t) => {
  const { url, env } = await getApp();
  const page = await fetch(url);
  t.is(page.status, 200);
  const html = await page.text();
  const policy = page.headers.get('content-security-policy') ?? '';
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
  t.true(nonce.length > 16);
  t.notRegex(policy, /script-src[^;]*unsafe/);
  for (const [tag] of html.matchAll(/<(?:script|style)\b[^>]*>/g))
    t.true(tag.includes(`nonce="${nonce}"`) || tag.includes('nonce=""'), tag);
  t.is(page.headers.get('x-content-type-options'), 'nosniff');
  t.not(
    nonce,
    /'nonce-([^']+)'/.exec((await fetch(url)).headers.get('content-security-policy') ?? '')?.[1],
  );

  t.deepEqual(await (await fetch(`${url}/healthz`)).json(), { ok: true });
  const readiness = async () =>
    (await (await fetch(`${url}/readyz`)).json()) as { ok: boolean; unreachable: string[] };
  // On a busy machine a database may take longer than the two seconds that it has.
  let ready = await readiness();
  while (!ready.ok) ready = await readiness();
  t.deepEqual(ready, { ok: true, unreachable: [] });
  const metrics = (headers: Record<string, string>) => fetch(`${url}/metrics`, { headers });
  const known = await metrics({ authorization: `Bearer ${env.METRICS_TOKEN}` });
  t.regex(await known.text(), /vektra_http_request_seconds/);
  t.is((await metrics({})).status, 404);
  t.is((await metrics({ authorization: 'Bearer another-token' })).status, 404);
  t.is((await fetch(`${url}/nowhere-at-all`)).status, 404);
});

test.serial('scripts are sent compressed to whoever takes that', async (t) => {
  const { url } = await getApp();
  const [, script = ''] = /(\/assets\/[\w.-]+\.js)"/.exec(await (await fetch(url)).text()) ?? [];
  const load = async (encodings: string) => {
    const response = await fetch(url + script, { headers: { 'accept-encoding': encodings } });
    t.is(response.headers.get('vary'), 'Accept-Encoding');
    t.is(response.headers.get('content-type'), 'text/javascript; charset=utf-8');
    t.regex(response.headers.get('cache-control') ?? '', /max-age=31536000.*immutable/);
    return { encoding: response.headers.get('content-encoding'), text: await response.text() };
  };
  const plain = await load('identity');
  t.is(plain.encoding, null);
  t.deepEqual(await load('gzip, deflate, br'), { encoding: 'br', text: plain.text });
  t.deepEqual(await load('gzip'), { encoding: 'gzip', text: plain.text });
});

test.serial('a request that changes something must come from our own pages', async (t) => {
  const { url } = await getApp();
  const post = (headers: Record<string, string>) =>
    fetch(`${url}/auth/logout`, { method: 'POST', headers, redirect: 'manual' });
  t.is((await post({})).status, 403);
  t.is((await post({ origin: 'https://evil.example' })).status, 403);
  t.is((await post({ origin: 'null' })).status, 403);
  t.is((await post({ 'sec-fetch-site': 'cross-site' })).status, 403);
  t.is((await post({ origin: 'null', 'sec-fetch-site': 'cross-site' })).status, 403);
  t.is((await post({ origin: 'null', 'sec-fetch-site': 'same-origin' })).status, 303);
  t.is((await post({ origin: url })).status, 303);
});

test.serial('sign-in: state, PKCE, cookie; signing out ends the session', async (t) => {
  const app = await getApp();
  const { url, discord } = app;
  const label = await createLabel(app);
  const begin = await fetch(`${url}/auth/login?returnTo=//evil.example`, { redirect: 'manual' });
  const to = new URL(begin.headers.get('location') ?? '');
  t.is(to.searchParams.get('code_challenge_method'), 'S256');
  t.true((to.searchParams.get('state') ?? '').length > 20);
  const loginCookie = begin.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');

  // A code of one's own, brought back with somebody else's state or without the cookie.
  const consent = await fetch(to, {
    method: 'POST',
    body: new URLSearchParams({ person: label.owner, decision: 'authorize' }),
    redirect: 'manual',
  });
  const callback = new URL(consent.headers.get('location') ?? '');
  const forged = new URL(callback);
  forged.searchParams.set('state', 'x'.repeat(32));
  const follow = (address: URL, cookie: string) =>
    fetch(address, { headers: { cookie }, redirect: 'manual' });
  t.is((await follow(forged, loginCookie)).headers.get('location'), '/?login=expired');
  t.is((await follow(callback, '')).headers.get('location'), '/?login=expired');
  const done = await follow(callback, loginCookie);
  t.is(done.headers.get('location'), '/servers');
  const session = done.headers.getSetCookie().find((each) => each.startsWith('vektra_session='));
  t.regex(session ?? '', /httponly/i);
  t.regex(session ?? '', /samesite=lax/i);

  const cookie = session?.split(';')[0] ?? '';
  t.is((await follow(new URL(`${url}/servers`), cookie)).status, 200);
  await fetch(`${url}/auth/logout`, {
    method: 'POST',
    headers: { origin: url, cookie },
    redirect: 'manual',
  });
  t.regex(
    (await follow(new URL(`${url}/servers`), cookie)).headers.get('location') ?? '',
    /^\/auth\/login/,
  );
  // The code is spent.
  t.is((await follow(callback, loginCookie)).headers.get('location'), '/?login=failed');
  const cancelled = new URL(callback);
  cancelled.search = '?error=access_denied';
  t.is((await follow(cancelled, '')).headers.get('location'), '/?login=cancelled');
  t.deepEqual(discord.unknownCalls, []);
});

test.serial('a sign-in that Discord revoked ends here, too', async (t) => {
  const app = await getApp();
  const label = await createLabel(app);
  await app.discord.control.injectFault({
    method: 'GET',
    route: '/users/@me/guilds',
    status: 401,
    times: 2,
  });
  const visitor = createHttpVisitor(app.url, app.discord.url);
  await visitor.logIn(label.owner);
  const page = await visitor.get('/servers');
  t.true(page.url.includes('/oauth2/authorize'), page.url);
});

test.serial('the live stream tells staff what changed, and nobody else anything', async (t) => {
  const app = await startApp(t, { processes: ['server', 'bot', 'worker'] });
  const label = await createLabel(app, { plan: 'pro' });
  await setUpLabel(app, label);
  const open = async (personId: string, guildId = label.guildId) => {
    const visitor = createHttpVisitor(app.url, app.discord.url);
    await visitor.logIn(personId);
    const abort = new AbortController();
    t.teardown(() => abort.abort());
    return fetch(`${app.url}/g/${guildId}/live`, {
      headers: { cookie: visitor.cookie() },
      signal: abort.signal,
    });
  };
  for (const refused of [
    await fetch(`${app.url}/g/${label.guildId}/live`),
    await open(label.artist),
    await open(label.staff, '999999999999999999'),
  ]) {
    t.is(refused.status, 404);
    t.notRegex(await refused.text(), /retry:/);
  }
  const stream = await open(label.staff);
  t.is(stream.status, 200);
  await submitDemo(app, label);
  await waitForMessage(app, { channelId: label.staffChannel, contains: 'Glass Horizon' });
  let seen = '';
  const decoder = new TextDecoder();
  const reader = stream.body!.getReader();
  while (!seen.includes('"kind":"submitted"')) {
    const { value, done } = await reader.read();
    if (done) break;
    seen += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  t.regex(seen, /event: change\ndata: \{"number":1,"kind":"submitted"\}/);
  t.notRegex(seen, /Glass/);
});

test.serial('a page that is closed before its stream starts causes no error', async (t) => {
  const app = await getApp();
  const { control } = app.discord;
  const label = await createLabel(app, { plan: 'pro' });
  const visitor = createHttpVisitor(app.url, app.discord.url);
  await visitor.logIn(label.owner);
  const { id: faultId } = await control.injectFault({
    method: 'GET',
    route: '/guilds/*',
    held: true,
  });
  const closed = new AbortController();
  const opening = fetch(`${app.url}/g/${label.guildId}/live`, {
    headers: { cookie: visitor.cookie() },
    signal: closed.signal,
  });
  await control.waitForFault({ faultId });
  closed.abort();
  await t.throwsAsync(opening);
  // Whoever is asked after it knows that it is gone.
  await fetch(`${app.url}/healthz`);
  await control.releaseFault({ faultId });
  // The next one is answered after it.
  const { body, status } = await fetch(`${app.url}/g/${label.guildId}/live`, {
    headers: { cookie: visitor.cookie() },
  });
  t.is(status, 200);
  await body?.cancel();
});

test.serial('an open page does not delay a stop', async (t) => {
  // A connection is kept for longer than this.
  t.timeout(30_000);
  const app = await startApp(t, { processes: [] });
  const server = await runServer(app.env, app.log, new AbortController().signal);
  const label = await createLabel(app, { plan: 'pro' });
  const visitor = createHttpVisitor(app.url, app.discord.url);
  await visitor.logIn(label.owner);
  const stream = await fetch(`${app.url}/g/${label.guildId}/live`, {
    headers: { cookie: visitor.cookie() },
  });
  t.is(stream.status, 200);
  await server?.stop();
  t.regex(await stream.text(), /^retry: /);
  await t.throwsAsync(fetch(app.url));
});
