import { z } from 'zod';
import { discordUnavailable } from '../http/errors.ts';
import { USER_AGENT } from '../http/user-agent.ts';
import { RateLimitedError } from './rate-limited.ts';

/** Discord takes the person's tokens no more: password changed, access removed. */
export class TokensRevokedError extends Error {
  override name = 'TokensRevokedError';
}

const TIMEOUT_MS = 5_000;
const MANAGE_GUILD = 1n << 5n;
const ADMINISTRATOR = 1n << 3n;

const userSchema = z.object({
  id: z.string(),
  username: z.string(),
  global_name: z.string().nullish(),
  avatar: z.string().nullish(),
});

const guildsSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    icon: z.string().nullish(),
    owner: z.boolean().default(false),
    permissions: z.string().default('0'),
  }),
);

export interface UserGuild {
  id: string;
  name: string;
  icon: string | null;
  canManage: boolean;
}

/**
 * Asks Discord who a bearer token belongs to.
 * @throws TokensRevokedError, RateLimited, HttpError `discord_unavailable`
 */
export async function fetchUser(api: string, accessToken: string) {
  const { id, username, global_name, avatar } = userSchema.parse(
    await get(`${api}/v10/users/@me`, accessToken),
  );
  return { id, name: global_name ?? username, avatar: avatar ?? null };
}

/**
 * The servers of the bearer; Discord gives 200 at most, which is also what one can join.
 * @throws TokensRevokedError, RateLimited, HttpError `discord_unavailable`
 */
export async function fetchGuilds(api: string, accessToken: string): Promise<UserGuild[]> {
  const userGuilds = guildsSchema.parse(
    await get(`${api}/v10/users/@me/guilds?limit=200`, accessToken),
  );
  return userGuilds.map(({ id, name, icon, owner, permissions }) => ({
    id,
    name,
    icon: icon ?? null,
    canManage: owner || (BigInt(permissions) & (MANAGE_GUILD | ADMINISTRATOR)) !== 0n,
  }));
}

async function get(url: string, accessToken: string): Promise<unknown> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${accessToken}`, 'user-agent': USER_AGENT },
    signal: AbortSignal.timeout(TIMEOUT_MS),
    redirect: 'error',
  }).catch((error: unknown) => {
    throw discordUnavailable(error);
  });
  if (!response.ok) await response.body?.cancel();
  if (response.status === 401) throw new TokensRevokedError();
  if (response.status === 429) throw new RateLimitedError(response.headers.get('retry-after'));
  if (!response.ok) throw discordUnavailable(new Error(`status ${response.status}`));
  return response.json().catch((error: unknown) => {
    throw discordUnavailable(error);
  });
}
