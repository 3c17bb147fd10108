import { type Directory, QueueFull } from '../../bot/index.ts';
import type { Actor } from '../../domain/index.ts';
import type { SignedIn } from '../auth/session.ts';
import { discordUnavailable, HttpRefusal, orUnavailable } from '../http/errors.ts';

/**
 * The signed-in person as an actor of a guild, as Discord knows them now; null when they are not in it.
 * @throws HttpRefusal `discord_unavailable`, `service_unavailable`, `busy`
 */
export async function actorIn(
  directory: Directory,
  session: SignedIn,
  guildId: string,
): Promise<Actor | null> {
  if (!/^[0-9]{15,20}$/.test(guildId)) return null;
  const member = await directory.member(guildId, session.userId).catch((error: unknown) => {
    throw unanswered(error);
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

/** Why nobody could say who they are. */
function unanswered(error: unknown): HttpRefusal {
  if (error instanceof QueueFull)
    return new HttpRefusal(503, 'busy', {
      cause: error,
      retryAfterSeconds: error.retryAfterSeconds,
    });
  const known = orUnavailable(error);
  return known instanceof HttpRefusal ? known : discordUnavailable(error);
}
