import { createHash, randomBytes } from 'node:crypto';
import test from 'ava';
import { AuthorizationCode } from 'simple-oauth2';
import { createDiscordFixture, type DiscordFixture, USER_AGENT } from './discord-fixture.ts';

const CALLBACK = 'http://localhost:9999/callback';

function createOAuthClient(fixture: DiscordFixture, secret = 'the-secret') {
  return new AuthorizationCode({
    client: { id: fixture.seed.application.id, secret },
    auth: {
      tokenHost: fixture.discord.url,
      tokenPath: '/api/oauth2/token',
      authorizePath: '/oauth2/authorize',
      revokePath: '/api/oauth2/token/revoke',
    },
    http: { headers: { 'user-agent': USER_AGENT } } as object,
    options: { authorizationMethod: 'body' },
  });
}

function createPkce() {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** What a browser does: open the page, choose a person, press a button. */
async function giveConsent(address: string, form: Record<string, string>) {
  const page = await fetch(address);
  const response = await fetch(address, {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
  });
  const location = response.headers.get('location');
  return {
    page: await page.text(),
    status: response.status,
    redirectUrl: location ? new URL(location) : null,
  };
}

test('log-in with simple-oauth2 and PKCE', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { verifier, challenge } = createPkce();
  const oauth = createOAuthClient(fixture);
  const address = oauth.authorizeURL({
    redirect_uri: CALLBACK,
    scope: 'identify guilds',
    state: 'the state',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  } as never);
  const { page, redirectUrl } = await giveConsent(address, {
    decision: 'authorize',
    person: fixture.seed.people.owner,
  });
  t.regex(page, /Vektra wants to…/);
  t.regex(page, /Mara Voss/);
  t.is(redirectUrl!.searchParams.get('state'), 'the state');
  const code = redirectUrl!.searchParams.get('code')!;
  const exchange = (code_verifier?: string) =>
    oauth.getToken({
      code,
      redirect_uri: CALLBACK,
      ...(code_verifier ? { code_verifier } : {}),
    } as never);
  await t.throwsAsync(exchange(), { message: /400/ });
  await t.throwsAsync(exchange(createPkce().verifier), { message: /400/ });
  const token = await exchange(verifier);
  t.is(token.token['scope'], 'identify guilds');
  const bearer = `Bearer ${token.token['access_token']}`;
  t.is((await fixture.api('GET', '/users/@me', undefined, bearer)).body.username, 'mara');
  const guilds = (await fixture.api('GET', '/users/@me/guilds', undefined, bearer)).body;
  t.like(guilds[0], { id: fixture.seed.serverId, owner: true });
  t.true((BigInt(guilds[0].permissions) & 0x20n) !== 0n);
  t.is((await fixture.api('GET', '/oauth2/@me', undefined, bearer)).body.user.username, 'mara');

  const fresh = await token.refresh();
  t.not(fresh.token['access_token'], token.token['access_token']);
  t.is((await fixture.api('GET', '/users/@me', undefined, bearer)).status, 401);
  await t.throwsAsync(token.refresh(), { message: /400/ });
  await fresh.revoke('access_token');
  const revokedBearer = `Bearer ${fresh.token['access_token']}`;
  t.is((await fixture.api('GET', '/users/@me', undefined, revokedBearer)).status, 401);
});

async function requestCode(
  fixture: DiscordFixture,
  form: Record<string, string> = {},
  extra: Record<string, string> = {},
) {
  const address = createOAuthClient(fixture).authorizeURL({
    redirect_uri: CALLBACK,
    scope: 'identify',
    ...extra,
  } as never);
  return giveConsent(address, {
    decision: 'authorize',
    person: fixture.seed.people.artist,
    ...form,
  });
}

async function requestToken(
  fixture: DiscordFixture,
  form: Record<string, string>,
  headers: Record<string, string> = {},
) {
  const response = await fetch(`${fixture.discord.url}/api/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { 'user-agent': USER_AGENT, ...headers },
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

test('a code works once, for a minute, for its address and its client', async (t) => {
  const fixture = await createDiscordFixture(t);
  const basic = (secret: string) =>
    `Basic ${Buffer.from(`${fixture.seed.application.id}:${secret}`).toString('base64')}`;
  const exchange = async (
    code: string,
    extra: Record<string, string> = {},
    secret = 'the-secret',
  ) =>
    requestToken(
      fixture,
      { grant_type: 'authorization_code', code, redirect_uri: CALLBACK, ...extra },
      { authorization: basic(secret) },
    );
  const fresh = async () => (await requestCode(fixture)).redirectUrl!.searchParams.get('code')!;
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
    (await fixture.api('GET', '/users/@me', undefined, bearer)).status,
    401,
    'reuse takes the token back',
  );
  const late = await fresh();
  await fixture.control.advanceClock({ ms: 60_001 });
  t.is((await exchange(late)).body['error'], 'invalid_grant');
  t.is(
    (
      await requestToken(
        fixture,
        { grant_type: 'password' },
        { authorization: basic('the-secret') },
      )
    ).body['error'],
    'unsupported_grant_type',
  );
});

test('a request that cannot be trusted is shown, never redirected', async (t) => {
  const fixture = await createDiscordFixture(t);
  const base = {
    client_id: fixture.seed.application.id,
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
  for (const [extra, message] of wrong) {
    const query = new URLSearchParams({ ...base, ...extra });
    const response = await fetch(`${fixture.discord.url}/oauth2/authorize?${query}`, {
      redirect: 'manual',
    });
    t.is(response.status, 400);
    t.regex(await response.text(), message);
  }
  const cancelled = await requestCode(fixture, { decision: 'cancel' }, { state: 's' });
  t.is(cancelled.redirectUrl!.searchParams.get('error'), 'access_denied');
  t.is(cancelled.redirectUrl!.searchParams.get('state'), 's');
  const name = '<script>alert(1)</script>';
  await fixture.control.createPerson({ username: 'xss', globalName: name });
  t.false((await requestCode(fixture)).page.includes(name));
});

test('adding the bot: only where one may manage the server; may come with a code', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { control, seed } = fixture;
  const server = await control.createServer({
    name: 'Other',
    ownerId: seed.people.owner,
    members: [seed.people.artist],
  });
  const address = `${fixture.discord.url}/oauth2/authorize?client_id=${seed.application.id}&scope=bot+applications.commands&permissions=3072&guild_id=${server.id}&disable_guild_select=true`;
  const refused = await giveConsent(address, { decision: 'authorize', person: seed.people.artist });
  t.is(refused.status, 403);
  const added = await giveConsent(address, { decision: 'authorize', person: seed.people.owner });
  t.is(added.status, 200);
  const after = await control.getServer({ serverId: server.id });
  t.deepEqual(after.bots, [seed.application.id]);
  t.like(
    after.roles.find((role) => role.managed),
    { name: 'Vektra', permissions: '3072' },
  );
  await control.removeBot({ serverId: server.id, applicationId: seed.application.id });
  const withBotAndCode = await requestCode(
    fixture,
    { person: seed.people.owner, guild_id: server.id },
    { scope: 'bot identify', permissions: '8' },
  );
  t.is(withBotAndCode.redirectUrl!.searchParams.get('guild_id'), server.id);
  t.truthy(withBotAndCode.redirectUrl!.searchParams.get('code'));
  t.deepEqual((await control.getServer({ serverId: server.id })).bots, [seed.application.id]);
});

test('prompt=none asks again only who did not agree before', async (t) => {
  const fixture = await createDiscordFixture(t);
  const first = await requestCode(fixture);
  const { person } = { person: fixture.seed.people.artist };
  const address = `${createOAuthClient(fixture).authorizeURL({ redirect_uri: CALLBACK, scope: 'identify' } as never)}&prompt=none`;
  const open = () =>
    fetch(address, { headers: { cookie: `local_person=${person}` }, redirect: 'manual' });
  t.is((await open()).status, 200);
  await createOAuthClient(fixture).getToken({
    code: first.redirectUrl!.searchParams.get('code')!,
    redirect_uri: CALLBACK,
  });
  const silent = await open();
  t.is(silent.status, 302);
  t.truthy(new URL(silent.headers.get('location')!).searchParams.get('code'));
});
