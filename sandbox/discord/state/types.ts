import type {
  APIEmbed,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  InteractionType,
  MessageType,
  StickerFormatType,
} from 'discord-api-types/v10';
import type {
  AuditLogEntry,
  BanRecord,
  CommandPermission,
  EmojiRecord,
} from './moderation-types.ts';

export interface UserRecord {
  id: string;
  username: string;
  globalName: string | null;
  avatar: string | null;
  bot: boolean;
  email: string | null;
  locale: string;
  /** A person who closed their DMs answers bots with 50007. */
  dmsClosed: boolean;
  /** Servers from whose members (bots included) this person takes no DMs. */
  dmsClosedForGuilds: string[];
  blocked: string[];
}

export interface SkuRecord {
  id: string;
  name: string;
  type: number;
  flags: number;
  /** As the store shows it. */
  price: string;
}

export interface ApplicationRecord {
  /** Also the id of its bot user, as for every application made since 2016. */
  id: string;
  name: string;
  description: string;
  ownerId: string;
  token: string;
  clientSecret: string;
  /** Ed25519, hex, as the developer portal shows it. */
  publicKey: string;
  privateKeyPem: string;
  redirectUris: string[];
  intents: { presences: boolean; members: boolean; messageContent: boolean };
  eventWebhookUrl: string | null;
  /** Where interactions go by HTTP; without it they go over the gateway. */
  interactionsEndpointUrl?: string | null;
  emojis?: Map<string, EmojiRecord>;
  skus: SkuRecord[];
  maxConcurrency: number;
  sessionStarts: { remaining: number; resetAt: number };
}

export interface RoleRecord {
  id: string;
  name: string;
  color: number;
  hoist: boolean;
  position: number;
  permissions: string;
  managed: boolean;
  mentionable: boolean;
  botId: string | null;
}

export interface MemberRecord {
  userId: string;
  nick: string | null;
  avatar: string | null;
  banner: string | null;
  bio: string | null;
  roles: string[];
  joinedAt: string;
  timeoutUntil: string | null;
}

export interface OverwriteRecord {
  id: string;
  type: 0 | 1;
  allow: string;
  deny: string;
}

export interface GuildRecord {
  id: string;
  name: string;
  icon: string | null;
  description: string | null;
  ownerId: string;
  locale: string;
  roles: Map<string, RoleRecord>;
  members: Map<string, MemberRecord>;
  channelIds: Set<string>;
  /** Where Discord greets new members; absent: nowhere. */
  systemChannelId?: string;
  activeThreadIds: Set<string>;
  botIds: Set<string>;
  /** Oldest first; absent, as the next three, in data of servers that never had one. */
  auditLog?: AuditLogEntry[];
  bans?: Map<string, BanRecord>;
  emojis?: Map<string, EmojiRecord>;
  /** By id of the command, or of the application for all its commands. */
  commandPermissions?: Map<string, CommandPermission[]>;
}

interface ThreadRecord {
  ownerId: string;
  archived: boolean;
  locked: boolean;
  invitable: boolean;
  autoArchiveMinutes: number;
  archiveChangedAt: string;
  createdAt: string;
  messageCount: number;
  totalSent: number;
  members: Map<string, { joinedAt: string }>;
}

export interface VoiceRecord {
  /** Bits a second. */
  bitrate: number;
  /** 0 is no limit. */
  userLimit: number;
  /** Null lets Discord choose. */
  rtcRegion: string | null;
  videoQualityMode: number;
}

export interface ChannelRecord {
  id: string;
  type: ChannelType;
  guildId: string | null;
  parentId: string | null;
  name: string;
  topic: string | null;
  position: number;
  nsfw: boolean;
  slowmode: number;
  overwrites: OverwriteRecord[];
  /** The two people of a DM. */
  recipients: string[];
  thread: ThreadRecord | null;
  /** Of voice and stage channels. */
  voice?: VoiceRecord;
  /** Minutes that clients offer for new threads. */
  defaultAutoArchiveMinutes?: number | null;
  lastMessageId: string | null;
  lastPinAt: string | null;
  threadIds: Set<string>;
  /** Oldest pin first. */
  pinIds: string[];
  messages: Map<string, MessageRecord>;
  /** Ids in growing order: pages are found by bisection, never by a scan. */
  messageIds: string[];
}

export interface ComponentData {
  type: number;
  id: number;
  [key: string]: unknown;
}

export interface AttachmentRecord {
  id: string;
  channelId: string;
  filename: string;
  description: string | null;
  contentType: string;
  size: number;
  ephemeral: boolean;
}

export interface InteractionMetadata {
  id: string;
  type: InteractionType;
  userId: string;
  name: string | null;
  commandType: ApplicationCommandType | null;
  /** For an answer to a button: the message that carried it. */
  interactedMessageId: string | null;
  targetUserId: string | null;
  targetMessageId: string | null;
  /** For an answer to a modal: the interaction that opened it. */
  triggering?: InteractionMetadata;
  /** Of follow-ups: the first answer to the same interaction. */
  originalResponseId?: string;
}

export interface ReactionRecord {
  /** Null for a standard emoji. */
  emojiId: string | null;
  emojiName: string;
  userIds: string[];
}

export interface PollRecord {
  question: string;
  answers: {
    id: number;
    text: string;
    emoji: Record<string, unknown> | null;
    voterIds: string[];
  }[];
  /** ISO 8601. */
  expiry: string;
  allowsMultiselect: boolean;
  isFinalized: boolean;
}

export interface StickerRecord {
  id: string;
  name: string;
  formatType: StickerFormatType;
}

export interface MessageRecord {
  id: string;
  channelId: string;
  guildId: string | null;
  authorId: string;
  type: MessageType;
  content: string;
  embeds: APIEmbed[];
  components: ComponentData[];
  attachments: AttachmentRecord[];
  flags: number;
  nonce: string | number | null;
  timestamp: string;
  editedTimestamp: string | null;
  pinned: boolean;
  pinnedAt?: string;
  /** In the order in which their emoji were first used. */
  reactions?: ReactionRecord[];
  poll?: PollRecord;
  stickers?: StickerRecord[];
  /** What was forwarded, as it was at that moment. */
  snapshot?: MessageRecord;
  tts?: boolean;
  mentionUserIds: string[];
  mentionRoleIds: string[];
  mentionEveryone: boolean;
  reference: { messageId: string | null; channelId: string; guildId: string | null } | null;
  /** Messages answered through an interaction carry the application as their webhook. */
  webhookId: string | null;
  /** How a webhook that is no interaction's calls itself. */
  webhookAuthor?: { username: string; avatar: string | null };
  interaction: InteractionMetadata | null;
  threadId: string | null;
  /** Only this person sees it, and only through the interaction's token can it be changed. */
  ephemeralFor: string | null;
  /** When it was edited while older than an hour (error 30046 counts these). */
  lateEdits: number[];
}

export interface CommandOptionRecord {
  type: ApplicationCommandOptionType;
  name: string;
  description: string;
  name_localizations?: Record<string, string> | null;
  description_localizations?: Record<string, string> | null;
  required?: boolean;
  choices?: {
    name: string;
    value: string | number;
    name_localizations?: Record<string, string> | null;
  }[];
  options?: CommandOptionRecord[];
  channel_types?: number[];
  min_value?: number;
  max_value?: number;
  min_length?: number;
  max_length?: number;
  autocomplete?: boolean;
}

export interface CommandRecord {
  id: string;
  applicationId: string;
  guildId: string | null;
  type: ApplicationCommandType;
  name: string;
  nameLocalizations: Record<string, string> | null;
  description: string;
  descriptionLocalizations: Record<string, string> | null;
  options: CommandOptionRecord[];
  defaultMemberPermissions: string | null;
  contexts: number[] | null;
  integrationTypes: number[];
  nsfw: boolean;
  version: string;
}

export interface EntitlementRecord {
  id: string;
  applicationId: string;
  skuId: string;
  guildId: string | null;
  userId: string | null;
  type: number;
  startsAt: string | null;
  endsAt: string | null;
  deleted: boolean;
  consumed: boolean;
}

export interface AccessTokenRecord {
  token: string;
  refreshToken: string;
  applicationId: string;
  userId: string;
  scopes: string[];
  expiresAt: number;
}
