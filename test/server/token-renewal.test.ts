import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { createOAuth } from '../../server/auth/oauth.ts';
import { sealTokens } from '../../server/auth/sealed-tokens.ts';
import { createServerLists } from '../../server/viewer/server-list.ts';
import { createTestTenancy, getSharedSecretStore } from '../helpers/databases.ts';

const USER = '600000000000000001';
const SERVERS = [{ id: '900000000000000000', name: 'Nightfall Records', icon: null, owner: true }];

/** A Discord whose refresh tokens work once, as the real one's do. */
async function startDiscordStub(t: ExecutionContext, firstRefreshToken: string) {
  let refreshToken = firstRefreshToken;
  let renewalCount = 0;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const answer = (status: number, json: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    if (request.url !== '/api/oauth2/token') return answer(200, SERVERS);
    renewalCount++;
    if (new URLSearchParams(body).get('refresh_token') !== refreshToken)
      return answer(400, { error: 'invalid_grant' });
    refreshToken = `refresh-${renewalCount}`;
    answer(200, {
      token_type: 'Bearer',
      access_token: `access-${renewalCount}`,
      refresh_token: refreshToken,
      expires_in: 604_800,
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.teardown(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, renewalCount: () => renewalCount };
}

/** Somebody whose tokens have to be renewed, and processes that are asked for their servers. */
async function createExpiredSession(t: ExecutionContext) {
  const { control } = await createTestTenancy(t);
  const secrets = await getSharedSecretStore();
  const discord = await startDiscordStub(t, 'refresh-0');
  const oauth = createOAuth({
    DISCORD_URL: discord.url,
    DISCORD_CLIENT_ID: '1',
    DISCORD_CLIENT_SECRET: 'secret',
    PUBLIC_URL: 'http://localhost:3000',
  });
  const now = Date.now();
  const tokens = { accessToken: 'access-0', refreshToken: 'refresh-0', expiresAt: now };
  const id = await control.createSession({
    userId: USER,
    userName: 'Mara',
    userAvatar: null,
    sealedTokens: await sealTokens(secrets, USER, tokens),
    tokensExpireAt: now,
    expiresAt: now + 60_000,
    now,
  });
  const session = async () => ({ id, ...(await control.readSession(id, Date.now()))! });
  const startProcess = () =>
    createServerLists({ control, secrets, oauth, api: `${discord.url}/api` });
  return { discord, session, startProcess };
}

const namesOf = (lists: { name: string }[][]) => lists.map((list) => list.map(({ name }) => name));

test('two pages at once renew the tokens once, and both load', async (t) => {
  const { discord, session, startProcess } = await createExpiredSession(t);
  const lists = startProcess();
  const requests = [await session(), await session()];
  const found = await Promise.all(requests.map((each) => lists.get(each)));
  t.deepEqual(namesOf(found), [['Nightfall Records'], ['Nightfall Records']]);
  t.is(discord.renewalCount(), 1);
  t.not((await session()).sealedTokens, requests[0]?.sealedTokens);
});

test('two processes at once: the one whose refresh token was used up works as well', async (t) => {
  const { discord, session, startProcess } = await createExpiredSession(t);
  const requests = [await session(), await session()];
  const found = await Promise.all(requests.map((each) => startProcess().get(each)));
  t.deepEqual(namesOf(found), [['Nightfall Records'], ['Nightfall Records']]);
  t.true(discord.renewalCount() <= 2);
});
