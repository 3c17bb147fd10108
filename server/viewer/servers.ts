import { LRUCache } from 'lru-cache';
import type { Directory } from '../../bot/index.ts';
import { type Actor, type Acts, planAt } from '../../domain/index.ts';
import type { ControlDoor, SecretStore } from '../../tenancy/index.ts';
import type { ServerSummary } from '../../web/context.ts';
import { fetchGuilds, type UserGuild } from '../auth/discord-user.ts';
import type { OAuth } from '../auth/oauth.ts';
import { sealTokens, unsealTokens } from '../auth/sealed-tokens.ts';
import type { SignedIn } from '../auth/session.ts';
import { actorIn } from './actor.ts';

/** Discord limits this call strictly; the list changes rarely. */
const TTL_MS = 30_000;
const RENEW_BEFORE_MS = 60_000;

interface Parts {
  acts: Acts;
  control: ControlDoor;
  directory: Directory;
  secrets: SecretStore;
  oauth: OAuth;
  api: string;
  cdnUrl: string;
}

/** The viewer's servers: those where they are staff, and those where they could add Vektra. */
export function serversOf(parts: Parts): (session: SignedIn) => Promise<ServerSummary[]> {
  const { acts, control, directory, cdnUrl } = parts;
  const guilds = new LRUCache<string, UserGuild[], SignedIn>({
    max: 10_000,
    ttl: TTL_MS,
    fetchMethod: async (_id, _stale, { context }) =>
      fetchGuilds(parts.api, await accessToken(parts, context)),
  });

  return async (session) => {
    const mine = (await guilds.fetch(session.id, { context: session })) ?? [];
    const ids = mine.map(({ id }) => id);
    const [present, grants] = await Promise.all([
      control.presentGuilds(ids),
      control.grantsOf(ids),
    ]);
    const here = new Set(present.map(({ guildId }) => guildId));
    const isOpen = async ({ id, canManage }: UserGuild): Promise<boolean> => {
      if (!here.has(id)) return false;
      if (canManage) return true;
      const actor: Actor | null = await actorIn(directory, session, id);
      // A server whose database is away is shown: its page says so.
      return actor ? acts.isStaff(actor).catch(() => true) : false;
    };
    const open = await Promise.all(mine.map(isOpen));
    const now = Date.now();
    return mine
      .map((guild, index): ServerSummary | null => {
        const access = open[index]
          ? 'open'
          : guild.canManage && !here.has(guild.id)
            ? 'invite'
            : null;
        if (!access) return null;
        return {
          id: guild.id,
          name: guild.name,
          iconUrl: guild.icon ? `${cdnUrl}/icons/${guild.id}/${guild.icon}.png?size=64` : null,
          access,
          plan: planAt(
            grants.filter(({ guildId }) => guildId === guild.id),
            now,
          ),
        };
      })
      .filter((server) => server !== null)
      .sort((a, b) => a.name.localeCompare(b.name));
  };
}

/** A token that still holds for a while; renewed, and sealed again, when it does not. */
async function accessToken({ control, secrets, oauth }: Parts, session: SignedIn): Promise<string> {
  const tokens = await unsealTokens(secrets, session.userId, session.sealedTokens);
  if (tokens.expiresAt > Date.now() + RENEW_BEFORE_MS) return tokens.accessToken;
  const renewed = await oauth.refresh(tokens);
  await control.renewSession(session.id, {
    sealedTokens: await sealTokens(secrets, session.userId, renewed),
    tokensExpireAt: renewed.expiresAt,
  });
  return renewed.accessToken;
}
