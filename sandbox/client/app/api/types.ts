import type {
  APIApplicationCommand,
  APIGuildMember,
  APIMessage,
  APIRole,
  APIUser,
} from 'discord-api-types/v10';
import type { Outcome } from '../../../discord/index.ts';

export type { Outcome };
export type User = APIUser;
export type Role = APIRole;
export type Member = APIGuildMember;
export type Message = APIMessage;
export type Command = APIApplicationCommand;

export interface Person extends User {
  dmsClosed: boolean;
}

/** A text channel, category, thread or DM, as the control API shows it to one person. */
export interface Channel {
  id: string;
  type: number;
  guild_id?: string;
  name?: string;
  topic?: string | null;
  parent_id?: string | null;
  position?: number;
  permissions?: string;
  permission_overwrites?: { id: string; type: number; allow: string; deny: string }[];
  last_message_id?: string | null;
  owner_id?: string;
  joined?: boolean;
  message_count?: number;
  thread_metadata?: { archived: boolean; locked: boolean };
  recipients?: User[];
}

export interface Server {
  id: string;
  name: string;
  icon: string | null;
  ownerId: string;
  permissions: string;
  roles: Role[];
  bots: string[];
  channels: Channel[];
  threads: Channel[];
}

export interface Overview {
  person: Person;
  servers: Server[];
  dms: Channel[];
  people: User[];
}

/** A server as the control API lists it, without anybody's point of view. */
export interface ServerSummary {
  id: string;
  name: string;
  ownerId: string;
  bots: string[];
  roles: Role[];
}

/** Message and modal components, all fields that any of them has. */
export interface MessageComponent {
  type: number;
  id?: number;
  sku_id?: string;
  custom_id?: string;
  label?: string;
  description?: string | null;
  style?: number;
  emoji?: { id?: string; name?: string };
  url?: string;
  disabled?: boolean;
  content?: string;
  accent_color?: number | null;
  spoiler?: boolean;
  divider?: boolean;
  spacing?: number;
  components?: MessageComponent[];
  component?: MessageComponent;
  accessory?: MessageComponent;
  media?: Media;
  items?: { media: Media; description?: string; spoiler?: boolean }[];
  file?: Media;
  name?: string;
  size?: number;
  placeholder?: string;
  options?: Choice[];
  default_values?: { id: string; type: string }[];
  channel_types?: number[];
  min_values?: number;
  max_values?: number;
  min_length?: number;
  max_length?: number;
  required?: boolean;
  value?: string;
  default?: boolean;
}

export interface Media {
  url: string;
  content_type?: string;
}

export interface Choice {
  label: string;
  value: string;
  description?: string;
  emoji?: { name?: string };
  default?: boolean;
}

export interface LiveEvent {
  type: string;
  guildId: string | null;
  channelId: string | null;
  data: unknown;
}
