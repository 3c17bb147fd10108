import { setTimeout as wait } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { createHttpVisitor } from '../../sandbox/demo/http-visitor.ts';
import { startApp } from '../helpers/app.ts';
import { createLabel } from '../helpers/label.ts';

/** Signed-in staff, and an app whose services can be made unavailable. */
async function createSignedInApp(
  t: ExecutionContext,
  variables: Record<string, string> = {},
  fault?: { route: string; status: number },
) {
  const app = await startApp(t, {
    hasFaultProxies: true,
    processes: ['server'],
    variables: { POOL_TIMEOUT_MS: '1500', ...variables },
  });
  const label = await createLabel(app, { plan: 'pro' });
  const visitor = createHttpVisitor(app.url, app.discord.url);
  if (fault) await app.discord.control.injectFault({ method: 'GET', times: 10, ...fault });
  await visitor.logIn(label.owner);
  return { ...app, label, visitor };
}

/** Readiness is looked at every few seconds: asks until the next look has seen what happened. */
async function waitForReadiness(url: string, status: number): Promise<Response> {
  for (;;) {
    const response = await fetch(`${url}/readyz`);
    if (response.status === status) return response;
    await response.body?.cancel();
    await wait(100);
  }
}

test.serial('Discord is unavailable: the page says so, and works again afterwards', async (t) => {
  const fault = { route: '/users/@me/guilds', status: 502 };
  const { discord, visitor, label } = await createSignedInApp(t, {}, fault);
  await discord.control.injectFault({
    method: 'GET',
    route: '/guilds/:guild_id',
    status: 502,
    times: 10,
  });
  for (const path of ['/servers', `/g/${label.guildId}`]) {
    const page = await visitor.get(path);
    t.is(page.status, 503, path);
    t.regex(page.text, /Discord isn’t responding/);
  }
  await discord.control.clearFaults();
  t.is((await visitor.get('/servers')).status, 200);
  // The label is not set up; but that is known again.
  t.is((await visitor.get(`/g/${label.guildId}`)).status, 409);
});

test.serial('the control database is unavailable: a page says so, readiness fails', async (t) => {
  const { url, visitor, proxies, label } = await createSignedInApp(t);
  proxies.control.disconnect();
  const page = await visitor.get(`/g/${label.guildId}`);
  t.is(page.status, 503);
  t.regex(page.text, /We’ll be right back/);
  t.regex(page.text, /<html/);
  t.notRegex(page.text, /ECONN|127\.0\.0\.1:|at .*\.ts/);
  const ready = await waitForReadiness(url, 503);
  t.deepEqual(await ready.json(), { ok: false, unreachable: ['control'] });
  t.is((await fetch(`${url}/healthz`)).status, 200);
  const stream = await fetch(`${url}/g/${label.guildId}/live`, {
    headers: { cookie: visitor.cookie() },
  });
  t.is(stream.status, 503);
  proxies.control.restore();
  t.is((await visitor.get(`/g/${label.guildId}`)).status, 409);
  await waitForReadiness(url, 200);
});

test.serial('a region that hangs: its pages say so, everything else works', async (t) => {
  const { url, visitor, proxies, label, tenancy } = await createSignedInApp(t);
  await tenancy.provision(label.guildId);
  t.regex((await visitor.get(`/g/${label.guildId}`)).text, /Finish setting up/);
  proxies.region.freeze();
  const page = await visitor.get(`/g/${label.guildId}`);
  t.is(page.status, 503);
  t.regex(page.text, /database isn’t responding/);
  t.is((await visitor.get('/servers')).status, 200);
  t.is((await visitor.get('/')).status, 200);
  t.is((await fetch(`${url}/readyz`)).status, 200);
  proxies.region.restore();
  t.regex((await visitor.get(`/g/${label.guildId}`)).text, /Finish setting up/);
});

test.serial('too many requests: a page says when to retry', async (t) => {
  const { url, visitor } = await createSignedInApp(t, {
    RATE_LIMIT_PER_MINUTE: '100',
    // All ask for their session at once.
    POOL_TIMEOUT_MS: '30000',
  });
  const cookie = visitor.cookie();
  const answers = await Promise.all(
    Array.from({ length: 101 }, () => fetch(`${url}/privacy`, { headers: { cookie } })),
  );
  const refused = answers.find(({ status }) => status === 429);
  t.truthy(refused);
  t.regex(refused?.headers.get('retry-after') ?? '', /^\d+$/);
  t.regex((await refused?.text()) ?? '', /Too many requests/);
});
