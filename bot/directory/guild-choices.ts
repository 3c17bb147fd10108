import {
  type APIChannel,
  type APIGuild,
  type APIOverwrite,
  ChannelType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import {
  computeChannelPermissions,
  computeGuildPermissions,
} from '../messages/channel-permissions.ts';

/** What can be chosen of a server in settings. */
export interface GuildChoices {
  /** Channels for messages, in Discord's order. */
  channels: {
    id: string;
    name: string;
    /** The name of the category that it is in. */
    category: string | null;
    /** Whether the bot can. */
    canPost: boolean;
  }[];
  /** Roles that people can be given, the highest first; without @everyone. */
  roles: { id: string; name: string }[];
}

const POST_PERMISSIONS = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages;

/** @param bot the bot as a member */
export function toGuildChoices(
  {
    guild,
    channels,
    overwrites,
  }: {
    guild: APIGuild;
    channels: readonly APIChannel[];
    overwrites: ReadonlyMap<string, readonly APIOverwrite[]>;
  },
  bot: { guildId: string; userId: string; roleIds: readonly string[] },
): GuildChoices {
  const base = computeGuildPermissions(guild, bot.userId, bot.roleIds);
  const categories = new Map(
    channels.flatMap((channel) =>
      channel.type === ChannelType.GuildCategory ? [[channel.id, channel] as const] : [],
    ),
  );
  return {
    channels: channels
      .filter(
        (channel) =>
          channel.type === ChannelType.GuildText || channel.type === ChannelType.GuildAnnouncement,
      )
      .map((channel) => {
        const permissions = computeChannelPermissions(base, overwrites.get(channel.id) ?? [], bot);
        const category = categories.get(channel.parent_id ?? '');
        return {
          order: [category?.position ?? -1, channel.position] as const,
          choice: {
            id: channel.id,
            name: channel.name,
            category: category?.name ?? null,
            canPost: (permissions & POST_PERMISSIONS) === POST_PERMISSIONS,
          },
        };
      })
      .sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1])
      .map(({ choice }) => choice),
    // Nobody can be given the roles of bots and integrations.
    roles: guild.roles
      .filter(({ id, managed }) => id !== guild.id && !managed)
      .sort((a, b) => b.position - a.position)
      .map(({ id, name }) => ({ id, name })),
  };
}
