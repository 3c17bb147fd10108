import { getOrCreate } from './get-or-create.ts';
import type { InviteRecord, WebhookRecord } from './moderation-types.ts';
import type {
  AccessTokenRecord,
  ApplicationRecord,
  ChannelRecord,
  CommandRecord,
  EntitlementRecord,
  GuildRecord,
  UserRecord,
} from './types.ts';

/** A command scope: the guild's id, or this for global ones. */
export const GLOBAL_SCOPE = 'global';

/** Everything that is kept over a restart, with the indices that make each question cheap. */
export class DiscordState {
  users = new Map<string, UserRecord>();
  applications = new Map<string, ApplicationRecord>();
  guilds = new Map<string, GuildRecord>();
  channels = new Map<string, ChannelRecord>();
  commands = new Map<string, Map<string, Map<string, CommandRecord>>>();
  entitlements = new Map<string, Map<string, EntitlementRecord>>();
  accessTokens = new Map<string, AccessTokenRecord>();
  webhooks = new Map<string, WebhookRecord>();
  /** By code. */
  invites = new Map<string, InviteRecord>();

  /** Indices: made again from the above when loading. */
  applicationByToken = new Map<string, ApplicationRecord>();
  accessTokenByRefresh = new Map<string, AccessTokenRecord>();
  guildsOf = new Map<string, Set<string>>();
  dmByPair = new Map<string, string>();
  dmsOf = new Map<string, Set<string>>();

  clear(): void {
    for (const value of Object.values(this)) if (value instanceof Map) value.clear();
  }

  addApplication(application: ApplicationRecord): void {
    this.applications.set(application.id, application);
    this.applicationByToken.set(application.token, application);
  }

  addAccessToken(record: AccessTokenRecord): void {
    this.accessTokens.set(record.token, record);
    this.accessTokenByRefresh.set(record.refreshToken, record);
  }

  removeAccessToken(record: AccessTokenRecord): void {
    this.accessTokens.delete(record.token);
    this.accessTokenByRefresh.delete(record.refreshToken);
  }

  addMembership(userId: string, guildId: string): void {
    getOrCreateSet(this.guildsOf, userId).add(guildId);
  }

  removeMembership(userId: string, guildId: string): void {
    this.guildsOf.get(userId)?.delete(guildId);
  }

  addDm(channel: ChannelRecord): void {
    this.channels.set(channel.id, channel);
    this.dmByPair.set(createPairKey(channel.recipients), channel.id);
    for (const id of channel.recipients) getOrCreateSet(this.dmsOf, id).add(channel.id);
  }

  findDm(a: string, b: string): ChannelRecord | undefined {
    const id = this.dmByPair.get(createPairKey([a, b]));
    return id === undefined ? undefined : this.channels.get(id);
  }

  hasSharedGuild(a: string, b: string): boolean {
    const guildsOfB = this.guildsOf.get(b);
    if (guildsOfB) for (const id of this.guildsOf.get(a) ?? []) if (guildsOfB.has(id)) return true;
    return false;
  }

  getCommands(applicationId: string, scope: string): Map<string, CommandRecord> {
    const scopes = getOrCreate(this.commands, applicationId, () => new Map());
    return getOrCreate(scopes, scope, () => new Map<string, CommandRecord>());
  }

  rebuildIndices(): void {
    for (const application of this.applications.values()) this.addApplication(application);
    for (const token of this.accessTokens.values()) this.addAccessToken(token);
    for (const guild of this.guilds.values())
      for (const userId of guild.members.keys()) this.addMembership(userId, guild.id);
    for (const channel of this.channels.values())
      if (channel.recipients.length > 0) this.addDm(channel);
  }
}

function createPairKey(ids: string[]): string {
  return ids.toSorted().join(':');
}

function getOrCreateSet(map: Map<string, Set<string>>, key: string): Set<string> {
  return getOrCreate(map, key, () => new Set());
}
