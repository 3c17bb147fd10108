import test, { type ExecutionContext } from 'ava';
import pg from 'pg';
import { createHttpVisitor } from '../../sandbox/demo/http-visitor.ts';
import { findEphemeralPort } from '../../sandbox/machine/ports.ts';
import { readEnv } from '../../server/env.ts';
import { runServer } from '../../server/processes/server.ts';
import { startApp } from '../helpers/app.ts';
import { createLabel } from '../helpers/label.ts';

const LIST = '/users/@me/guilds';

/** Two servers behind one address, and an owner who is signed in. */
async function startTwoServers(t: ExecutionContext) {
  const app = await startApp(t, { processes: ['server'] });
  const { variables, log, discord } = app;
  const label = await createLabel(app, { plan: 'pro', name: 'Nightfall Records' });
  await app.tenancy.provision(label.guildId);
  const port = String(await findEphemeralPort());
  const second = await runServer(
    readEnv({ ...variables, PORT: port }),
    log,
    new AbortController().signal,
  );
  t.teardown(() => second?.stop());
  const visitor = createHttpVisitor(app.url, discord.url);
  await visitor.logIn(label.owner);
  const client = new pg.Client({ connectionString: variables.CONTROL_DATABASE_URL });
  await client.connect();
  t.teardown(() => client.end());
  const get = (path: string, url = `http://127.0.0.1:${port}`) =>
    fetch(url + path, { headers: { cookie: visitor.cookie() } });
  return {
    ...app,
    label,
    get,
    countListRequests: () => discord.requests.filter(({ route }) => route === LIST).length,
    makeStale: () => client.query('UPDATE session_servers SET fetched_at = 0'),
    clearServerList: () => client.query('DELETE FROM session_servers'),
  };
}

test.serial('the list is loaded once, whichever server is requested', async (t) => {
  const { url, get, countListRequests } = await startTwoServers(t);
  for (const page of [await get('/servers'), await get('/servers', url)]) {
    t.is(page.status, 200);
    t.regex(await page.text(), /Nightfall Records/);
  }
  t.is(countListRequests(), 1);
});

test.serial('Vault is sealed: signed-in people keep working, also in new processes', async (t) => {
  const { get, label, vault, makeStale, clearServerList } = await startTwoServers(t);
  vault.control.seal();
  await makeStale();
  const list = await get('/servers');
  t.is(list.status, 200);
  t.regex(await list.text(), /Nightfall Records/);
  // Not set up: that is known, so everything about the page is.
  t.is((await get(`/g/${label.guildId}`)).status, 409);
  await clearServerList();
  t.is((await get(`/g/${label.guildId}`)).status, 409);
  const none = await get('/servers');
  t.is(none.status, 503);
  t.regex(await none.text(), /We’ll be right back/);
});

test.serial('a rate limit is waited for, or the stored list is used', async (t) => {
  const { get, discord, makeStale, clearServerList, countListRequests } = await startTwoServers(t);
  const limit = (retryAfter: number, times: number) =>
    discord.control.injectFault({ method: 'GET', route: LIST, status: 429, retryAfter, times });
  await clearServerList();
  await limit(1, 1);
  t.is((await get('/servers')).status, 200);
  t.is(countListRequests(), 3);

  await makeStale();
  await limit(60, 10);
  const known = await get('/servers');
  t.is(known.status, 200);
  t.regex(await known.text(), /Nightfall Records/);

  await clearServerList();
  const refused = await get('/servers');
  t.is(refused.status, 503);
  t.is(refused.headers.get('retry-after'), '60');
});

test.serial('the list ends with its session', async (t) => {
  const { tenancy } = await startApp(t, { processes: [] });
  const now = Date.now();
  const { control } = tenancy;
  const id = await control.createSession({
    userId: '1',
    userName: 'Mara',
    userAvatar: null,
    sealedTokens: 'x',
    tokensExpireAt: now,
    expiresAt: now + 60_000,
    now,
  });
  const servers = [{ id: '2', name: 'Nightfall', icon: null, canManage: true }];
  await control.saveServerList(id, { servers, fetchedAt: now });
  await control.saveServerList(id, { servers: [], fetchedAt: now - 1 });
  t.deepEqual(await control.readServerList(id), { servers, fetchedAt: now });
  await control.endSession(id);
  t.is(await control.readServerList(id), null);
  await control.saveServerList(id, { servers, fetchedAt: now });
  t.is(await control.readServerList(id), null);
});
