import { DiscordAPIError, type Guild } from 'discord.js';

/**
 * Adds a person to a thread of this server. The id comes from the guild's own data, so discord.js
 * checks that the thread is this server's.
 * @returns false when it is gone, or not ours
 */
export async function joinThread(guild: Guild, threadId: string, userId: string): Promise<boolean> {
  const thread = await guild.channels.fetch(threadId, { force: true }).catch((error: unknown) => {
    if (error instanceof DiscordAPIError && error.status >= 500) throw error;
    return null;
  });
  if (!thread?.isThread()) return false;
  // Discord adds nobody to an archived thread, and archives one after a week without messages.
  if (thread.archived) await thread.setArchived(false);
  await thread.members.add(userId);
  return true;
}
