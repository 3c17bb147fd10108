import { setTimeout as wait } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import pTimeout from 'p-timeout';
import type { ControlDoor, SecretStore } from '../../tenancy/index.ts';
import { fetchGuilds, LogInOver, type UserGuild } from '../auth/discord-user.ts';
import type { OAuth, Tokens } from '../auth/oauth.ts';
import { afterRateLimit, RateLimited } from '../auth/rate-limited.ts';
import { sealTokens, unsealTokens } from '../auth/sealed-tokens.ts';
import type { SignedIn } from '../auth/session.ts';
import { HttpRefusal } from '../http/errors.ts';

/** Discord allows one such question a second and person; the list changes rarely. */
const FRESH_MS = 30_000;
/** Whoever waits for a page gets the list as it was known before after so long. */
const PATIENCE_MS = 1_500;
/** Without any list there is nothing to show instead. */
const PATIENCE_WITHOUT_MS = 5_000;
/** After a failure the known list serves for so long before anybody is asked again. */
const RETRY_MS = 5_000;
const RENEW_BEFORE_MS = 60_000;
/** Another process that renews the tokens has stored them by then. */
const RENEWAL_MS = 500;

interface Parts {
  control: Pick<ControlDoor, 'readServerList' | 'saveServerList' | 'readSession' | 'renewSession'>;
  secrets: SecretStore;
  oauth: OAuth;
  api: string;
}

export interface ServerLists {
  /**
   * The person's servers, as Discord lists them; while Discord or Vault is away, as it last did.
   * @throws LogInOver, HttpRefusal `discord_unavailable`, `service_unavailable`
   */
  of(session: SignedIn): Promise<UserGuild[]>;
  /** Asks Discord right after a log-in, with the tokens in hand; a failure is left to the next page. */
  prepare(sessionId: string, tokens: Tokens): Promise<void>;
}

/** The list is kept in the control database, so that all processes ask Discord once. */
export function serverLists(parts: Parts): ServerLists {
  const { control, api } = parts;
  const refreshing = new Map<string, Promise<UserGuild[]>>();
  const failed = new LRUCache<string, true>({ max: 10_000, ttl: RETRY_MS });

  async function ask(session: SignedIn): Promise<UserGuild[]> {
    const servers = await fetchGuilds(api, await accessToken(parts, session));
    await control.saveServerList(session.id, { servers, fetchedAt: Date.now() });
    return servers;
  }

  async function fetchedElsewhere(session: SignedIn): Promise<UserGuild[] | null> {
    const known = await control.readServerList(session.id);
    return known && isFresh(known) ? known.servers : null;
  }

  /** One question at a time for each session of this process. */
  function refresh(session: SignedIn): Promise<UserGuild[]> {
    const running = refreshing.get(session.id);
    if (running) return running;
    const asked = afterRateLimit(
      () => ask(session),
      () => fetchedElsewhere(session),
    )
      .catch((error) => {
        failed.set(session.id, true);
        throw error instanceof RateLimited ? rateLimited(error) : error;
      })
      .finally(() => refreshing.delete(session.id));
    refreshing.set(session.id, asked);
    return asked;
  }

  return {
    async of(session) {
      const known = await control.readServerList(session.id);
      if (known && (isFresh(known) || failed.has(session.id))) return known.servers;
      const asked = refresh(session);
      if (!known)
        return pTimeout(asked, {
          milliseconds: PATIENCE_WITHOUT_MS,
          fallback: () => {
            throw new HttpRefusal(503, 'service_unavailable', { retryAfterSeconds: 5 });
          },
        });
      const orKnown = asked.catch((error: unknown) => {
        if (error instanceof LogInOver) throw error;
        return known.servers;
      });
      return pTimeout(orKnown, { milliseconds: PATIENCE_MS, fallback: () => known.servers });
    },
    async prepare(sessionId, { accessToken: token }) {
      const servers = await fetchGuilds(api, token).catch(() => null);
      if (servers) await control.saveServerList(sessionId, { servers, fetchedAt: Date.now() });
    },
  };
}

const rateLimited = (cause: RateLimited) =>
  new HttpRefusal(503, 'discord_unavailable', {
    cause,
    retryAfterSeconds: Math.ceil(cause.retryAfterMs / 1_000),
  });

const isFresh = ({ fetchedAt }: { fetchedAt: number }): boolean =>
  Date.now() - fetchedAt < FRESH_MS;

/** A token that still holds for a while; renewed, and sealed again, when it does not. */
async function accessToken(parts: Parts, session: SignedIn): Promise<string> {
  const { control, secrets, oauth } = parts;
  const tokens = await unsealTokens(secrets, session.userId, session.sealedTokens);
  if (tokens.expiresAt > Date.now() + RENEW_BEFORE_MS) return tokens.accessToken;
  let renewed: Tokens;
  try {
    renewed = await oauth.refresh(tokens);
  } catch (error) {
    const others = error instanceof LogInOver ? await renewedElsewhere(parts, session) : null;
    if (!others) throw error;
    return others.accessToken;
  }
  await control.renewSession(session.id, {
    sealedTokens: await sealTokens(secrets, session.userId, renewed),
    tokensExpireAt: renewed.expiresAt,
  });
  return renewed.accessToken;
}

/** A refresh token works once: it may be refused because another process has just used it. */
async function renewedElsewhere(
  { control, secrets }: Parts,
  session: SignedIn,
): Promise<Tokens | null> {
  await wait(RENEWAL_MS);
  const now = await control.readSession(session.id, Date.now());
  if (!now || now.sealedTokens === session.sealedTokens) return null;
  return unsealTokens(secrets, session.userId, now.sealedTokens);
}
