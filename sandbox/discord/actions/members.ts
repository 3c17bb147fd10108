import type { Core } from '../core.ts';
import type { ApplicationRecord, GuildRecord, MemberRecord, RoleRecord } from '../state/types.ts';
import {
  announceGuildRemoved,
  announceGuildToBot,
  announceMember,
  announceRole,
} from './announce.ts';
import { notifyWebhook } from './event-webhook.ts';
import { removeThreadMember } from './thread-members.ts';

export function createMemberRecord(core: Core, userId: string, roles: string[] = []): MemberRecord {
  return {
    userId,
    nick: null,
    avatar: null,
    banner: null,
    bio: null,
    roles,
    joinedAt: core.clock.iso(),
    timeoutUntil: null,
  };
}

export function joinGuild(core: Core, guild: GuildRecord, userId: string, roles: string[] = []) {
  const existing = guild.members.get(userId);
  if (existing) return existing;
  const member = createMemberRecord(core, userId, roles);
  guild.members.set(userId, member);
  core.state.addMembership(userId, guild.id);
  announceMember(core, 'add', guild, member);
  return member;
}

export function leaveGuild(core: Core, guild: GuildRecord, userId: string): void {
  const member = guild.members.get(userId);
  if (!member) return;
  for (const id of guild.activeThreadIds) {
    const thread = core.state.channels.get(id);
    if (thread) removeThreadMember(core, thread, userId, null);
  }
  guild.members.delete(userId);
  core.state.removeMembership(userId, guild.id);
  announceMember(core, 'remove', guild, member);
}

/** Ends a membership against the member's will; its own client loses the server. */
export function removeFromGuild(core: Core, guild: GuildRecord, userId: string): void {
  if (guild.botIds.has(userId)) removeBot(core, guild, userId);
  else leaveGuild(core, guild, userId);
  core.eventBus.publishToPeople(
    'server_delete',
    { guildId: guild.id },
    (person) => person === userId,
    () => ({ id: guild.id }),
  );
}

/** Adds a bot with the role that carries the permissions it was given. */
export function installBot(
  core: Core,
  guild: GuildRecord,
  application: ApplicationRecord,
  permissions: bigint,
  installerId: string,
): void {
  const bot = core.state.users.get(application.id)!;
  const existing = [...guild.roles.values()].find((role) => role.botId === bot.id);
  if (existing) {
    existing.permissions = permissions.toString();
    announceRole(core, 'update', guild, existing);
  }
  if (!guild.members.has(bot.id)) {
    const role = existing ?? createManagedRole(core, guild, bot.id, application.name, permissions);
    if (!existing && permissions !== 0n) {
      guild.roles.set(role.id, role);
      announceRole(core, 'create', guild, role);
    }
    joinGuild(core, guild, bot.id, permissions !== 0n || existing ? [role.id] : []);
    guild.botIds.add(bot.id);
    announceGuildToBot(core, guild, bot.id);
  }
  notifyWebhook(core, application, 'APPLICATION_AUTHORIZED', {
    integration_type: 0,
    userId: installerId,
    scopes: ['bot', 'applications.commands'],
    guildId: guild.id,
  });
}

function createManagedRole(
  core: Core,
  guild: GuildRecord,
  botId: string,
  name: string,
  permissions: bigint,
): RoleRecord {
  return {
    id: core.newId(),
    name,
    color: 0,
    hoist: false,
    position: guild.roles.size,
    permissions: permissions.toString(),
    managed: true,
    mentionable: false,
    botId,
  };
}

export function removeBot(core: Core, guild: GuildRecord, botId: string): void {
  if (!guild.botIds.has(botId)) return;
  const role = [...guild.roles.values()].find((item) => item.botId === botId);
  leaveGuild(core, guild, botId);
  guild.botIds.delete(botId);
  if (role) {
    guild.roles.delete(role.id);
    announceRole(core, 'delete', guild, role);
  }
  core.state.commands.get(botId)?.delete(guild.id);
  announceGuildRemoved(core, guild.id, botId);
}
