import { setTimeout as wait } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import pTimeout from 'p-timeout';
import type { ControlAccess, SecretStore } from '../../tenancy/index.ts';
import { fetchGuilds, TokensRevokedError, type UserGuild } from '../auth/discord-api.ts';
import type { OAuth, Tokens } from '../auth/oauth.ts';
import { RateLimitedError, retryAfterRateLimit } from '../auth/rate-limited.ts';
import { sealTokens, unsealTokens } from '../auth/sealed-tokens.ts';
import type { SignedInSession } from '../auth/session.ts';
import { HttpError } from '../http/errors.ts';

/** Discord allows one such call per second and person; the list changes rarely. */
const MAX_AGE_MS = 30_000;
/** After this the stored list is shown instead. */
const STALE_FALLBACK_TIMEOUT_MS = 1_500;
/** Without a stored list there is nothing to show instead. */
const INITIAL_TIMEOUT_MS = 5_000;
/** After a failure the stored list is used this long before the next call. */
const RETRY_DELAY_MS = 5_000;
const RENEW_BEFORE_MS = 60_000;
/** By then another process that renews the tokens has stored them. */
const RENEWAL_WAIT_MS = 500;

interface ServerListDependencies {
  control: Pick<
    ControlAccess,
    'readServerList' | 'saveServerList' | 'readSession' | 'updateSessionTokens'
  >;
  secrets: SecretStore;
  oauth: OAuth;
  api: string;
}

export interface ServerLists {
  /**
   * The person's servers, as Discord lists them; the stored list while Discord or Vault is
   * unavailable.
   * @throws TokensRevokedError, HttpError `discord_unavailable`, `service_unavailable`
   */
  get(session: SignedInSession): Promise<UserGuild[]>;
  /** Loads the list right after signing in; a failure is left to the next page. */
  prefetch(sessionId: string, tokens: Tokens): Promise<void>;
}

/** Lists are stored in the control database, so that all processes share one call to Discord. */
export function createServerLists(dependencies: ServerListDependencies): ServerLists {
  const { control, api } = dependencies;
  const refreshing = new Map<string, Promise<UserGuild[]>>();
  const recentlyFailed = new LRUCache<string, true>({ max: 10_000, ttl: RETRY_DELAY_MS });

  async function fetchServers(session: SignedInSession): Promise<UserGuild[]> {
    const servers = await fetchGuilds(api, await getAccessToken(dependencies, session));
    await control.saveServerList(session.id, { servers, fetchedAt: Date.now() });
    return servers;
  }

  async function readFreshList(session: SignedInSession): Promise<UserGuild[] | null> {
    const known = await control.readServerList(session.id);
    return known && isFresh(known) ? known.servers : null;
  }

  /** One question at a time for each session of this process. */
  function refresh(session: SignedInSession): Promise<UserGuild[]> {
    const running = refreshing.get(session.id);
    if (running) return running;
    const request = retryAfterRateLimit(
      () => fetchServers(session),
      () => readFreshList(session),
    )
      .catch((error) => {
        recentlyFailed.set(session.id, true);
        throw error instanceof RateLimitedError ? toRateLimitedError(error) : error;
      })
      .finally(() => refreshing.delete(session.id));
    refreshing.set(session.id, request);
    return request;
  }

  return {
    async get(session) {
      const known = await control.readServerList(session.id);
      if (known && (isFresh(known) || recentlyFailed.has(session.id))) return known.servers;
      const request = refresh(session);
      if (!known)
        return pTimeout(request, {
          milliseconds: INITIAL_TIMEOUT_MS,
          fallback: () => {
            throw new HttpError(503, 'service_unavailable', { retryAfterSeconds: 5 });
          },
        });
      const withFallback = request.catch((error: unknown) => {
        if (error instanceof TokensRevokedError) throw error;
        return known.servers;
      });
      return pTimeout(withFallback, {
        milliseconds: STALE_FALLBACK_TIMEOUT_MS,
        fallback: () => known.servers,
      });
    },
    async prefetch(sessionId, { accessToken: token }) {
      const servers = await fetchGuilds(api, token).catch(() => null);
      if (servers) await control.saveServerList(sessionId, { servers, fetchedAt: Date.now() });
    },
  };
}

const toRateLimitedError = (cause: RateLimitedError) =>
  new HttpError(503, 'discord_unavailable', {
    cause,
    retryAfterSeconds: Math.ceil(cause.retryAfterMs / 1_000),
  });

const isFresh = ({ fetchedAt }: { fetchedAt: number }): boolean =>
  Date.now() - fetchedAt < MAX_AGE_MS;

/** A token that still holds for a while; renewed, and sealed again, when it does not. */
async function getAccessToken(
  dependencies: ServerListDependencies,
  session: SignedInSession,
): Promise<string> {
  const { control, secrets, oauth } = dependencies;
  const tokens = await unsealTokens(secrets, session.userId, session.sealedTokens);
  if (tokens.expiresAt > Date.now() + RENEW_BEFORE_MS) return tokens.accessToken;
  let renewed: Tokens;
  try {
    renewed = await oauth.refresh(tokens);
  } catch (error) {
    const renewedTokens =
      error instanceof TokensRevokedError ? await readRenewedTokens(dependencies, session) : null;
    if (!renewedTokens) throw error;
    return renewedTokens.accessToken;
  }
  await control.updateSessionTokens(session.id, {
    sealedTokens: await sealTokens(secrets, session.userId, renewed),
    tokensExpireAt: renewed.expiresAt,
  });
  return renewed.accessToken;
}

/** A refresh token works once: it may be refused because another process has just used it. */
async function readRenewedTokens(
  { control, secrets }: ServerListDependencies,
  session: SignedInSession,
): Promise<Tokens | null> {
  await wait(RENEWAL_WAIT_MS);
  const latestSession = await control.readSession(session.id, Date.now());
  if (!latestSession || latestSession.sealedTokens === session.sealedTokens) return null;
  return unsealTokens(secrets, session.userId, latestSession.sealedTokens);
}
