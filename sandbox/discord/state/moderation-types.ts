/** Who did what to whom in a server, as its audit log keeps it. */
export interface AuditLogEntry {
  id: string;
  /** Discord's number for the kind of action. */
  actionType: number;
  userId: string;
  targetId: string | null;
  changes: AuditLogChange[];
  options: Record<string, string> | null;
  reason: string | null;
}

export interface AuditLogChange {
  key: string;
  old_value?: unknown;
  new_value?: unknown;
}

export interface BanRecord {
  userId: string;
  reason: string | null;
}

export interface EmojiRecord {
  id: string;
  name: string;
  animated: boolean;
  /** Roles that may use it; empty for all. */
  roles: string[];
  creatorId: string;
}

export interface CommandPermission {
  /** Of a role, a user or a channel; also the server's own id, or that minus one for all channels. */
  id: string;
  type: 1 | 2 | 3;
  permission: boolean;
}

export interface WebhookRecord {
  id: string;
  guildId: string;
  channelId: string;
  name: string;
  avatar: string | null;
  token: string;
  applicationId: string;
}

export interface InviteRecord {
  code: string;
  guildId: string;
  channelId: string;
  inviterId: string;
  createdAt: string;
  /** 0 is for ever. */
  maxAgeSeconds: number;
  /** 0 is without limit. */
  maxUses: number;
  uses: number;
  temporary: boolean;
}
