import { type MemberDirectory, QueueFullError } from '../../bot/index.ts';
import type { Actor } from '../../domain/index.ts';
import type { GuildChoices } from '../../web/context.ts';
import type { SignedInSession } from '../auth/session.ts';
import { discordUnavailable, HttpError, toUnavailableError } from '../http/errors.ts';

/**
 * The signed-in person as an actor of a guild, as Discord knows them now; null when they are not in
 * it.
 * @throws HttpError `discord_unavailable`, `service_unavailable`, `busy`
 */
export async function loadActor(
  directory: MemberDirectory,
  session: SignedInSession,
  guildId: string,
): Promise<Actor | null> {
  if (!/^[0-9]{15,20}$/.test(guildId)) return null;
  const member = await directory.getMember(guildId, session.userId).catch((error: unknown) => {
    throw toHttpError(error);
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

/**
 * What can be chosen of a guild in settings; null when the bot is not in it.
 * @throws as {@link loadActor}
 */
export const loadGuildChoices = (
  directory: MemberDirectory,
  guildId: string,
  userId: string,
): Promise<GuildChoices | null> =>
  directory.getChoices(guildId, userId).catch((error: unknown) => {
    throw toHttpError(error);
  });

/** Why Discord could not be asked. */
function toHttpError(error: unknown): HttpError {
  if (error instanceof QueueFullError)
    return new HttpError(503, 'busy', {
      cause: error,
      retryAfterSeconds: error.retryAfterSeconds,
    });
  const known = toUnavailableError(error);
  return known instanceof HttpError ? known : discordUnavailable(error);
}
