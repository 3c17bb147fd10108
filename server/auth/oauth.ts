import { createHash, randomBytes } from 'node:crypto';
import { AuthorizationCode } from 'simple-oauth2';
import type { Env } from '../env.ts';
import { discordUnavailable } from '../http/errors.ts';
import { USER_AGENT } from '../http/user-agent.ts';
import { TokensRevokedError } from './discord-api.ts';
import { RateLimitedError } from './rate-limited.ts';

export interface Tokens {
  accessToken: string;
  refreshToken: string;
  /** Epoch ms. */
  expiresAt: number;
}

export interface OAuth {
  /** Where to send the browser, and what to keep until it comes back. */
  begin(): { url: string; state: string; verifier: string };
  /**
   * @throws TokensRevokedError when Discord refuses the code, RateLimited, HttpError
   * `discord_unavailable`
   */
  finish(code: string, verifier: string): Promise<Tokens>;
  /** @throws TokensRevokedError, RateLimited, HttpError `discord_unavailable` */
  refresh(tokens: Tokens): Promise<Tokens>;
  revoke(tokens: Tokens): Promise<void>;
}

/** Sign-in with Discord: authorization code with state and PKCE. */
export function createOAuth(
  env: Pick<Env, 'DISCORD_URL' | 'DISCORD_CLIENT_ID' | 'DISCORD_CLIENT_SECRET' | 'PUBLIC_URL'>,
): OAuth {
  const client = new AuthorizationCode({
    client: { id: env.DISCORD_CLIENT_ID, secret: env.DISCORD_CLIENT_SECRET },
    auth: {
      tokenHost: env.DISCORD_URL,
      tokenPath: '/api/oauth2/token',
      revokePath: '/api/oauth2/token/revoke',
      authorizePath: '/oauth2/authorize',
    },
    http: { timeout: 8_000, headers: { 'user-agent': USER_AGENT } } as object,
    options: { authorizationMethod: 'body' },
  });
  const redirectUri = `${env.PUBLIC_URL}/auth/callback`;
  const toTokens = (token: Record<string, unknown>): Tokens => ({
    accessToken: String(token.access_token),
    refreshToken: String(token.refresh_token),
    expiresAt: new Date(token.expires_at as string).getTime(),
  });
  const toAccessToken = ({ accessToken, refreshToken, expiresAt }: Tokens) =>
    client.createToken({
      access_token: accessToken,
      refresh_token: refreshToken,
      expires_at: new Date(expiresAt).toISOString(),
    });

  return {
    begin() {
      const state = randomBytes(24).toString('base64url');
      const verifier = randomBytes(48).toString('base64url');
      const url = client.authorizeURL({
        redirect_uri: redirectUri,
        scope: 'identify guilds',
        state,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      } as Parameters<typeof client.authorizeURL>[0]);
      return { url, state, verifier };
    },
    async finish(code, verifier) {
      const { token } = await client
        .getToken({
          code,
          redirect_uri: redirectUri,
          code_verifier: verifier,
        } as Parameters<typeof client.getToken>[0])
        .catch(throwMappedError);
      return toTokens(token);
    },
    async refresh(tokens) {
      const { token } = await toAccessToken(tokens).refresh().catch(throwMappedError);
      return toTokens(token);
    },
    async revoke(tokens) {
      await toAccessToken(tokens).revokeAll();
    },
  };
}

/** What simple-oauth2 throws: a Boom error with Discord's answer, if there was one. */
interface TokenError {
  data?: {
    payload?: { error?: string };
    res?: { statusCode: number };
    headers?: Record<string, string>;
  };
}

/**
 * Only `invalid_grant` means that the person's tokens are revoked (RFC 6749, section 5.2). Any
 * other refusal, such as a wrong client secret, must not end sessions.
 */
function throwMappedError(error: TokenError): never {
  const { payload, res, headers } = error.data ?? {};
  if (payload?.error === 'invalid_grant') throw new TokensRevokedError();
  if (res?.statusCode === 429) throw new RateLimitedError(headers?.['retry-after']);
  throw discordUnavailable(error);
}
