import { ChannelType, type Guild, type GuildBasedChannel } from 'discord.js';
import { PermissionFlagsBits as Flags } from 'discord-api-types/v10';
import type { ChannelInspection } from '../../domain/settings/checklist.ts';
import { STAFF_COMMANDS_PERMISSION } from '../dispatch/command-data.ts';
import type { Translator } from '../translator.ts';

/** What cards, private threads and the files in them need. */
const REQUIRED_PERMISSIONS = [
  ['view_channel', Flags.ViewChannel],
  ['send_messages', Flags.SendMessages],
  ['embed_links', Flags.EmbedLinks],
  ['attach_files', Flags.AttachFiles],
  ['read_message_history', Flags.ReadMessageHistory],
  ['create_private_threads', Flags.CreatePrivateThreads],
  ['send_messages_in_threads', Flags.SendMessagesInThreads],
] as const;

/** Roles that a message names. */
const MAX_ROLES = 10;

/** What is said of a channel that is not there. */
export const NO_CHANNEL: ChannelInspection = {
  exists: false,
  missingPermissions: [],
  isPublic: false,
  roleIdsWithoutCommands: [],
};

/** Checks a channel as a staff channel, with what the gateway cached of it. */
export function inspectChannel(
  t: Translator,
  guild: Guild,
  channelId: string,
): ChannelInspection & { isText: boolean } {
  const channel = guild.channels.cache.get(channelId);
  const me = guild.members.me;
  if (!channel || !me) return { ...NO_CHANNEL, isText: false };
  const botPermissions = channel.permissionsFor(me);
  return {
    exists: true,
    isText: channel.type === ChannelType.GuildText,
    missingPermissions: REQUIRED_PERMISSIONS.filter(([, flag]) => !botPermissions.has(flag)).map(
      ([name]) => t(`setup.permission.${name}`),
    ),
    isPublic: channel.permissionsFor(guild.roles.everyone).has(Flags.ViewChannel),
    roleIdsWithoutCommands: listRolesWithoutCommands(guild, channel),
  };
}

/** Of bots and integrations Discord makes roles that nobody else has: those are left out. */
function listRolesWithoutCommands(guild: Guild, channel: GuildBasedChannel): string[] {
  return guild.roles.cache
    .filter((role) => !role.managed && role.id !== guild.roles.everyone.id)
    .filter((role) => {
      const permissions = channel.permissionsFor(role);
      return permissions.has(Flags.ViewChannel) && !permissions.has(STAFF_COMMANDS_PERMISSION);
    })
    .map(({ id }) => id)
    .slice(0, MAX_ROLES);
}
