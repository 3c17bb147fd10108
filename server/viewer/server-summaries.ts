import pMap from 'p-map';
import type { MemberDirectory } from '../../bot/index.ts';
import { type Actor, type Operations, planAt } from '../../domain/index.ts';
import type { ControlAccess } from '../../tenancy/index.ts';
import type { ServerSummary } from '../../web/context.ts';
import type { UserGuild } from '../auth/discord-api.ts';
import type { SignedInSession } from '../auth/session.ts';
import { loadActor } from './actor.ts';
import type { ServerLists } from './server-list.ts';

/** Concurrent calls to Discord for one person's servers. */
const CONCURRENCY = 5;

interface ServersDependencies {
  operations: Operations;
  control: ControlAccess;
  directory: MemberDirectory;
  lists: ServerLists;
  cdnUrl: string;
}

/** The viewer's servers: those where they are staff, and those where they could add Vektra. */
export function createServersQuery(
  dependencies: ServersDependencies,
): (session: SignedInSession) => Promise<ServerSummary[]> {
  const { operations, control, directory, lists, cdnUrl } = dependencies;

  return async (session) => {
    const userGuilds = await lists.get(session);
    const ids = userGuilds.map(({ id }) => id);
    const [present, grants] = await Promise.all([
      control.listPresentGuilds(ids),
      control.listGrantsOfGuilds(ids),
    ]);
    const installedIds = new Set(present.map(({ guildId }) => guildId));
    const isOpen = async ({ id, canManage }: UserGuild): Promise<boolean> => {
      if (!installedIds.has(id)) return false;
      if (canManage) return true;
      const actor: Actor | null = await loadActor(directory, session, id);
      // A server whose database is unavailable is listed: its page says so.
      return actor ? operations.access.isStaff(actor).catch(() => true) : false;
    };
    // A person's calls share a budget, which many servers at once would use up.
    const openFlags = await pMap(userGuilds, isOpen, { concurrency: CONCURRENCY });
    const now = Date.now();
    return userGuilds
      .map((guild, index): ServerSummary | null => {
        const access = openFlags[index]
          ? 'open'
          : guild.canManage && !installedIds.has(guild.id)
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
