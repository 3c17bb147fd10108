import { type BaseInteraction, GuildMember, PermissionFlagsBits } from 'discord.js';
import type { Actor } from '../../domain/actors/actor.ts';

/**
 * The person of an interaction, with the permissions that Discord sent in it.
 * @returns null outside a guild, or in one that the bot itself is not in
 */
export function toActor(interaction: BaseInteraction): Actor | null {
  const { guild, member, user } = interaction;
  if (!guild || !member) return null;
  const roleIds = Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
  return {
    guildId: guild.id,
    userId: user.id,
    name: member instanceof GuildMember ? member.displayName : (member.nick ?? user.displayName),
    avatarUrl: user.displayAvatarURL(),
    source: 'discord',
    isAdmin:
      guild.ownerId === user.id ||
      interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true,
    roleIds,
    canView: (channelId) => {
      const channel = guild.channels.cache.get(channelId);
      if (!channel || !(member instanceof GuildMember)) return false;
      return channel.permissionsFor(member).has(PermissionFlagsBits.ViewChannel);
    },
  };
}
