import type { Core } from '../core.ts';
import { EVERY_SHARD } from '../gateway/gateway.ts';
import { Intent } from '../gateway/intents.ts';
import { canSee } from '../permissions/compute.ts';
import { presentEntitlement } from '../present/application.ts';
import { presentChannel } from '../present/channel.ts';
import { presentGuild, presentGuildCreate } from '../present/guild.ts';
import { presentMember } from '../present/member.ts';
import { presentRole } from '../present/role.ts';
import { presentDeletedUser, presentUser } from '../present/user.ts';
import type {
  ChannelRecord,
  EntitlementRecord,
  GuildRecord,
  MemberRecord,
  RoleRecord,
} from '../state/types.ts';

type Change = 'create' | 'update' | 'delete';

function dispatchToGuildBots(
  core: Core,
  guild: GuildRecord,
  event: string,
  data: unknown,
  intent: number = Intent.Guilds,
): void {
  core.markChanged();
  for (const applicationId of guild.botIds)
    core.gateway.dispatch({ applicationId, guildId: guild.id, intent, event, data });
}

/** To one bot that just joined, with everything; the others know the guild already. */
export function announceGuildToBot(core: Core, guild: GuildRecord, botId: string): void {
  core.markChanged();
  core.gateway.dispatch({
    applicationId: botId,
    guildId: guild.id,
    intent: Intent.Guilds,
    event: 'GUILD_CREATE',
    data: (session: { intents: number }) =>
      presentGuildCreate(core.state, guild, botId, (session.intents & Intent.GuildPresences) !== 0),
  });
}

export function announceGuildRemoved(core: Core, guildId: string, botId: string): void {
  core.markChanged();
  core.gateway.dispatch({
    applicationId: botId,
    guildId,
    intent: Intent.Guilds,
    event: 'GUILD_DELETE',
    data: { id: guildId },
  });
}

export function announceGuildUpdate(core: Core, guild: GuildRecord): void {
  dispatchToGuildBots(core, guild, 'GUILD_UPDATE', presentGuild(guild));
  core.eventBus.publishToPeople(
    'server_update',
    { guildId: guild.id },
    (id) => guild.members.has(id),
    () => ({ id: guild.id, name: guild.name, icon: guild.icon }),
  );
}

export function announceChannel(core: Core, change: Change, channel: ChannelRecord): void {
  const guild = core.state.guilds.get(channel.guildId ?? '');
  if (!guild) return;
  dispatchToGuildBots(
    core,
    guild,
    `CHANNEL_${change.toUpperCase()}`,
    presentChannel(core.state, channel),
  );
  // Somebody who can no longer see it hears that as well: the client asks again what it sees.
  core.eventBus.publishToPeople(
    `channel_${change}`,
    { guildId: guild.id, channelId: channel.id },
    (id) => guild.members.has(id),
    (id) =>
      change === 'delete' || !canSee(core.state, channel, id)
        ? { id: channel.id, visible: false }
        : { ...presentChannel(core.state, channel, id), visible: true },
  );
}

export function announceRole(
  core: Core,
  change: Change,
  guild: GuildRecord,
  role: RoleRecord,
): void {
  const data =
    change === 'delete'
      ? { guild_id: guild.id, role_id: role.id }
      : { guild_id: guild.id, role: presentRole(role) };
  dispatchToGuildBots(core, guild, `GUILD_ROLE_${change.toUpperCase()}`, data);
  core.eventBus.publishToPeople(
    `role_${change}`,
    { guildId: guild.id },
    (id) => guild.members.has(id),
    () => presentRole(role),
  );
}

/** Members are privileged: bots hear of others only with the intent, of themselves always. */
export function announceMember(
  core: Core,
  change: 'add' | 'update' | 'remove',
  guild: GuildRecord,
  member: MemberRecord,
): void {
  core.markChanged();
  const presented = presentMember(core.state, member);
  const data =
    change === 'remove'
      ? { guild_id: guild.id, user: presented.user }
      : { ...presented, guild_id: guild.id };
  for (const applicationId of guild.botIds)
    core.gateway.dispatch({
      applicationId,
      guildId: guild.id,
      intent: change === 'update' && applicationId === member.userId ? 0 : Intent.GuildMembers,
      event: `GUILD_MEMBER_${change.toUpperCase()}`,
      data,
    });
  core.eventBus.publishToPeople(
    `member_${change}`,
    { guildId: guild.id },
    (id) => guild.members.has(id) || id === member.userId,
    () => data,
  );
}

export function announceEntitlement(core: Core, change: Change, item: EntitlementRecord): void {
  core.markChanged();
  core.gateway.dispatch({
    applicationId: item.applicationId,
    guildId: null,
    intent: 0,
    event: `ENTITLEMENT_${change.toUpperCase()}`,
    data: presentEntitlement(item),
  });
}

/** USER_UPDATE: a bot's own user changed; every shard hears it. */
export function announceOwnUser(core: Core, botId: string, user: unknown): void {
  core.gateway.dispatch({
    applicationId: botId,
    guildId: EVERY_SHARD,
    intent: 0,
    event: 'USER_UPDATE',
    data: user,
  });
}

export function announceBan(core: Core, guild: GuildRecord, userId: string, isBanned: boolean) {
  const user = core.state.users.get(userId);
  dispatchToGuildBots(
    core,
    guild,
    isBanned ? 'GUILD_BAN_ADD' : 'GUILD_BAN_REMOVE',
    { guild_id: guild.id, user: user ? presentUser(user) : presentDeletedUser(userId) },
    Intent.GuildModeration,
  );
}

export function announceEmojis(core: Core, guild: GuildRecord): void {
  const { emojis } = presentGuild(guild);
  dispatchToGuildBots(
    core,
    guild,
    'GUILD_EMOJIS_UPDATE',
    { guild_id: guild.id, emojis },
    Intent.GuildExpressions,
  );
}

/** Says only where webhooks changed: bots list them again. */
export function announceWebhooks(core: Core, guild: GuildRecord, channelId: string): void {
  dispatchToGuildBots(
    core,
    guild,
    'WEBHOOKS_UPDATE',
    { guild_id: guild.id, channel_id: channelId },
    Intent.GuildWebhooks,
  );
}

export function announceInvite(
  core: Core,
  guild: GuildRecord,
  change: 'create' | 'delete',
  data: object,
): void {
  dispatchToGuildBots(core, guild, `INVITE_${change.toUpperCase()}`, data, Intent.GuildInvites);
}
