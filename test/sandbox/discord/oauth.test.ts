import { createHash, randomBytes } from 'node:crypto';
import test from 'ava';
import { AuthorizationCode } from 'simple-oauth2';
import { makeWorld, type World } from './helpers.ts';

const CALLBACK = 'http://localhost:9999/callback';

function client(world: World, secret = 'the-secret') {
  return new AuthorizationCode({
    client: { id: world.seed.application.id, secret },
    auth: {
      tokenHost: world.discord.url,
      tokenPath: '/api/oauth2/token',
      authorizePath: '/oauth2/authorize',
      revokePath: '/api/oauth2/token/revoke',
    },
    options: { authorizationMethod: 'body' },
  });
}

function pkce() {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** What a browser does: open the page, choose a person, press a button. */
async function consent(address: string, form: Record<string, string>) {
  const page = await fetch(address);
  const answer = await fetch(address, {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
  });
  const location = answer.headers.get('location');
  return {
    page: await page.text(),
    status: answer.status,
    back: location ? new URL(location) : null,
  };
}

test('log-in with simple-oauth2 and PKCE', async (t) => {
  const world = await makeWorld(t);
  const { verifier, challenge } = pkce();
  const oauth = client(world);
  const address = oauth.authorizeURL({
    redirect_uri: CALLBACK,
    scope: 'identify guilds',
    state: 'the state',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  } as never);
  const { page, back } = await consent(address, {
    decision: 'authorize',
    person: world.seed.people.owner,
  });
  t.regex(page, /Vektra wants to…/);
  t.regex(page, /Mara Voss/);
  t.is(back!.searchParams.get('state'), 'the state');
  const code = back!.searchParams.get('code')!;
  const exchange = (code_verifier?: string) =>
    oauth.getToken({
      code,
      redirect_uri: CALLBACK,
      ...(code_verifier ? { code_verifier } : {}),
    } as never);
  await t.throwsAsync(exchange(), { message: /400/ });
  await t.throwsAsync(exchange(pkce().verifier), { message: /400/ });
  const token = await exchange(verifier);
  t.is(token.token['scope'], 'identify guilds');
  const bearer = `Bearer ${token.token['access_token']}`;
  t.is((await world.api('GET', '/users/@me', undefined, bearer)).body.username, 'mara');
  const guilds = (await world.api('GET', '/users/@me/guilds', undefined, bearer)).body;
  t.like(guilds[0], { id: world.seed.serverId, owner: true });
  t.true((BigInt(guilds[0].permissions) & 0x20n) !== 0n);
  t.is((await world.api('GET', '/oauth2/@me', undefined, bearer)).body.user.username, 'mara');

  const fresh = await token.refresh();
  t.not(fresh.token['access_token'], token.token['access_token']);
  t.is((await world.api('GET', '/users/@me', undefined, bearer)).status, 401);
  await t.throwsAsync(token.refresh(), { message: /400/ });
  await fresh.revoke('access_token');
  const gone = `Bearer ${fresh.token['access_token']}`;
  t.is((await world.api('GET', '/users/@me', undefined, gone)).status, 401);
});

async function codeFor(
  world: World,
  form: Record<string, string> = {},
  more: Record<string, string> = {},
) {
  const address = client(world).authorizeURL({
    redirect_uri: CALLBACK,
    scope: 'identify',
    ...more,
  } as never);
  return consent(address, { decision: 'authorize', person: world.seed.people.artist, ...form });
}

async function tokenCall(
  world: World,
  form: Record<string, string>,
  headers: Record<string, string> = {},
) {
  const answer = await fetch(`${world.discord.url}/api/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers,
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
}

test('a code works once, for a minute, for its address and its client', async (t) => {
  const world = await makeWorld(t);
  const basic = (secret: string) =>
    `Basic ${Buffer.from(`${world.seed.application.id}:${secret}`).toString('base64')}`;
  const exchange = async (code: string, more: Record<string, string> = {}, secret = 'the-secret') =>
    tokenCall(
      world,
      { grant_type: 'authorization_code', code, redirect_uri: CALLBACK, ...more },
      { authorization: basic(secret) },
    );
  const fresh = async () => (await codeFor(world)).back!.searchParams.get('code')!;
  const code = await fresh();
  t.like(await exchange(code, {}, 'wrong'), { status: 401, body: { error: 'invalid_client' } });
  t.like(await exchange(code, { redirect_uri: `${CALLBACK}/` }), {
    status: 400,
    body: { error: 'invalid_grant' },
  });
  const first = await exchange(code);
  t.is(first.status, 200);
  t.like(await exchange(code), {
    status: 400,
    body: { error: 'invalid_grant', error_description: 'Invalid "code" in request.' },
  });
  const bearer = `Bearer ${first.body['access_token']}`;
  t.is(
    (await world.api('GET', '/users/@me', undefined, bearer)).status,
    401,
    'reuse takes the token back',
  );
  const late = await fresh();
  await world.control.advanceClock({ ms: 60_001 });
  t.is((await exchange(late)).body['error'], 'invalid_grant');
  t.is(
    (await tokenCall(world, { grant_type: 'password' }, { authorization: basic('the-secret') }))
      .body['error'],
    'unsupported_grant_type',
  );
});

test('a request that cannot be trusted is shown, never redirected', async (t) => {
  const world = await makeWorld(t);
  const base = {
    client_id: world.seed.application.id,
    response_type: 'code',
    scope: 'identify',
    redirect_uri: CALLBACK,
  };
  const wrong: [Record<string, string>, RegExp][] = [
    [{ redirect_uri: 'http://evil.example/callback' }, /redirect_uri/],
    [{ client_id: '1' }, /Unknown application/],
    [{ scope: 'identify everything' }, /Invalid scope: everything/],
    [{ code_challenge: 'abc', code_challenge_method: 'S256' }, /S256/],
    [{ code_challenge: 'a'.repeat(43), code_challenge_method: 'plain' }, /S256/],
  ];
  for (const [more, message] of wrong) {
    const query = new URLSearchParams({ ...base, ...more });
    const answer = await fetch(`${world.discord.url}/oauth2/authorize?${query}`, {
      redirect: 'manual',
    });
    t.is(answer.status, 400);
    t.regex(await answer.text(), message);
  }
  const cancelled = await codeFor(world, { decision: 'cancel' }, { state: 's' });
  t.is(cancelled.back!.searchParams.get('error'), 'access_denied');
  t.is(cancelled.back!.searchParams.get('state'), 's');
  const name = '<script>alert(1)</script>';
  await world.control.createPerson({ username: 'xss', globalName: name });
  t.false((await codeFor(world)).page.includes(name));
});

test('adding the bot: only where one may manage the server; may come with a code', async (t) => {
  const world = await makeWorld(t);
  const { control, seed } = world;
  const server = await control.createServer({
    name: 'Other',
    ownerId: seed.people.owner,
    members: [seed.people.artist],
  });
  const address = `${world.discord.url}/oauth2/authorize?client_id=${seed.application.id}&scope=bot+applications.commands&permissions=3072&guild_id=${server.id}&disable_guild_select=true`;
  const refused = await consent(address, { decision: 'authorize', person: seed.people.artist });
  t.is(refused.status, 403);
  const added = await consent(address, { decision: 'authorize', person: seed.people.owner });
  t.is(added.status, 200);
  const after = await control.getServer({ serverId: server.id });
  t.deepEqual(after.bots, [seed.application.id]);
  t.like(
    after.roles.find((role) => role.managed),
    { name: 'Vektra', permissions: '3072' },
  );
  await control.removeBot({ serverId: server.id, applicationId: seed.application.id });
  const both = await codeFor(
    world,
    { person: seed.people.owner, guild_id: server.id },
    { scope: 'bot identify', permissions: '8' },
  );
  t.is(both.back!.searchParams.get('guild_id'), server.id);
  t.truthy(both.back!.searchParams.get('code'));
  t.deepEqual((await control.getServer({ serverId: server.id })).bots, [seed.application.id]);
});

test('prompt=none asks again only who did not agree before', async (t) => {
  const world = await makeWorld(t);
  const first = await codeFor(world);
  const { person } = { person: world.seed.people.artist };
  const address = `${client(world).authorizeURL({ redirect_uri: CALLBACK, scope: 'identify' } as never)}&prompt=none`;
  const open = () =>
    fetch(address, { headers: { cookie: `local_person=${person}` }, redirect: 'manual' });
  t.is((await open()).status, 200);
  await client(world).getToken({
    code: first.back!.searchParams.get('code')!,
    redirect_uri: CALLBACK,
  });
  const silent = await open();
  t.is(silent.status, 302);
  t.truthy(new URL(silent.headers.get('location')!).searchParams.get('code'));
});
