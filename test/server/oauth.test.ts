import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { fetchGuilds, TokensRevokedError } from '../../server/auth/discord-api.ts';
import { createOAuth } from '../../server/auth/oauth.ts';
import { RateLimitedError } from '../../server/auth/rate-limited.ts';
import { HttpError } from '../../server/http/errors.ts';
import { USER_AGENT } from '../../server/http/user-agent.ts';

interface StubResponse {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** A Discord that gives one response to everything and records its callers. */
async function startDiscordStub(t: ExecutionContext, { status, body, headers }: StubResponse) {
  const userAgents: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    userAgents.push(request.headers['user-agent']);
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.teardown(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const oauth = createOAuth({
    DISCORD_URL: url,
    DISCORD_CLIENT_ID: '1',
    DISCORD_CLIENT_SECRET: 'secret',
    PUBLIC_URL: 'http://localhost:3000',
  });
  return { url, oauth, userAgents };
}

const tokens = { accessToken: 'a', refreshToken: 'r', expiresAt: 0 };
const granted = { token_type: 'Bearer', access_token: 'b', expires_in: 60, refresh_token: 's' };

test('every call to Discord has a user agent', async (t) => {
  const { oauth, userAgents } = await startDiscordStub(t, { status: 200, body: granted });
  await oauth.finish('code', 'verifier');
  await oauth.refresh(tokens);
  await oauth.revoke(tokens);
  const list = await startDiscordStub(t, { status: 200, body: [] });
  await fetchGuilds(`${list.url}/api`, 'a');
  t.deepEqual(new Set([...userAgents, ...list.userAgents]), new Set([USER_AGENT]));
});

test('only revoked tokens end a session', async (t) => {
  const revoked = await startDiscordStub(t, { status: 400, body: { error: 'invalid_grant' } });
  await t.throwsAsync(revoked.oauth.refresh(tokens), { instanceOf: TokensRevokedError });

  const body = { error: 'invalid_client' };
  const wrongSecret = await startDiscordStub(t, { status: 401, body });
  const refusal = await t.throwsAsync<HttpError>(wrongSecret.oauth.refresh(tokens));
  t.true(refusal instanceof HttpError);
  t.is(refusal?.code, 'discord_unavailable');
});

test('a rate-limited token call is not an outage: the page says when to retry', async (t) => {
  const { oauth } = await startDiscordStub(t, {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: 2 },
    headers: { 'retry-after': '2' },
  });
  for (const ask of [() => oauth.refresh(tokens), () => oauth.finish('code', 'verifier')]) {
    const error = await t.throwsAsync<RateLimitedError>(ask());
    t.true(error instanceof RateLimitedError);
    t.is(error?.retryAfterMs, 2_000);
  }
});
