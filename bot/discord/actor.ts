import { type BaseInteraction, GuildMember, PermissionFlagsBits, type User } from 'discord.js';
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
    canView: (channelId) => member instanceof GuildMember && canView(member, channelId),
  };
}

/**
 * Somebody whom an interaction names, with their permissions as Discord says them.
 * @param member null: they are not in the guild, and have none; a bot has none either
 */
export function toMemberActor(guildId: string, user: User, member: GuildMember | null): Actor {
  const person = user.bot ? null : member;
  return {
    guildId,
    userId: user.id,
    name: member?.displayName ?? user.displayName,
    avatarUrl: user.displayAvatarURL(),
    source: 'discord',
    isAdmin: person?.permissions.has(PermissionFlagsBits.ManageGuild) ?? false,
    roleIds: person ? [...person.roles.cache.keys()] : [],
    canView: (channelId) => person !== null && canView(person, channelId),
  };
}

const canView = (member: GuildMember, channelId: string): boolean =>
  member.guild.channels.cache
    .get(channelId)
    ?.permissionsFor(member)
    .has(PermissionFlagsBits.ViewChannel) ?? false;
