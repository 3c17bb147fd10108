import type { Directory } from '../../bot/index.ts';
import type { Actor } from '../../domain/index.ts';
import type { SignedIn } from '../auth/session.ts';
import { discordUnavailable } from '../http/errors.ts';

/**
 * The signed-in person as an actor of a guild, as Discord knows them now; null when they are not in it.
 * @throws HttpRefusal `discord_unavailable`
 */
export async function actorIn(
  directory: Directory,
  session: SignedIn,
  guildId: string,
): Promise<Actor | null> {
  if (!/^[0-9]{15,20}$/.test(guildId)) return null;
  const member = await directory.member(guildId, session.userId).catch((error: unknown) => {
    throw discordUnavailable(error);
  });
  if (!member) return null;
  return {
    guildId,
    userId: session.userId,
    name: member.name,
    avatarUrl: session.userAvatar,
    source: 'dashboard',
    isAdmin: member.isAdmin,
    roleIds: member.roleIds,
    canView: member.canView,
  };
}
