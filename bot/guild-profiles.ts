import type { Guild } from 'discord.js';
import type { BotContext } from './context.ts';

/**
 * Saves servers that the bot is in. One that it was not in before is greeted: the greeting is queued
 * first, so that a crash in between queues it again, and the worker sends it once.
 */
export async function saveGuilds(
  { listPresentGuildIds, queueGreetings, saveGuildProfiles }: BotContext,
  guilds: readonly Guild[],
): Promise<void> {
  const presentIds = new Set(await listPresentGuildIds(guilds.map(({ id }) => id)));
  await queueGreetings(guilds.map(({ id }) => id).filter((id) => !presentIds.has(id)));
  await saveGuildProfiles(
    guilds.map(({ id, name, icon, ownerId }) => ({ guildId: id, name, icon, ownerId })),
  );
}
