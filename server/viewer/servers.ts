import pMap from 'p-map';
import type { Directory } from '../../bot/index.ts';
import { type Actor, type Acts, planAt } from '../../domain/index.ts';
import type { ControlDoor } from '../../tenancy/index.ts';
import type { ServerSummary } from '../../web/context.ts';
import type { UserGuild } from '../auth/discord-user.ts';
import type { SignedIn } from '../auth/session.ts';
import { actorIn } from './actor.ts';
import type { ServerLists } from './server-list.ts';

/** Servers that Discord is asked about at once, for one person. */
const ASKED_AT_ONCE = 5;

interface Parts {
  acts: Acts;
  control: ControlDoor;
  directory: Directory;
  lists: ServerLists;
  cdnUrl: string;
}

/** The viewer's servers: those where they are staff, and those where they could add Vektra. */
export function serversOf(parts: Parts): (session: SignedIn) => Promise<ServerSummary[]> {
  const { acts, control, directory, lists, cdnUrl } = parts;

  return async (session) => {
    const mine = await lists.of(session);
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
    // A person's questions share a budget: asked all at once, many servers would use it up.
    const open = await pMap(mine, isOpen, { concurrency: ASKED_AT_ONCE });
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
