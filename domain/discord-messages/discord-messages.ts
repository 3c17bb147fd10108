import type { GuildReader, GuildWriter } from '../../tenancy/types.ts';
import type { Subject } from '../subjects/submission-subject.ts';
import { parseIdOrNull } from '../submissions/row-parsers.ts';

/** A message of a conversation, by its row id. */
interface MessageSubject {
  type: 'message';
  id: string;
}

export const messageSubject = (id: string): MessageSubject => ({ type: 'message', id });

/** A note of staff, by its row id. */
interface NoteSubject {
  type: 'note';
  id: string;
}

export const noteSubject = (id: string): NoteSubject => ({ type: 'note', id });

/** A file of an artist's, by its row id. */
interface FileSubject {
  type: 'file';
  id: string;
}

export const fileSubject = (id: string): FileSubject => ({ type: 'file', id });

/** A submit panel, by its channel. */
interface PanelSubject {
  type: 'submit_panel';
  id: string;
}

export const panelSubject = (channelId: string): PanelSubject => ({
  type: 'submit_panel',
  id: channelId,
});

type DiscordSubject = Subject | MessageSubject | NoteSubject | FileSubject | PanelSubject;

/**
 * What of a subject is on Discord, at most one of each. Stored: values never change.
 * - `card`: the staff card of a submission
 * - `thread`: its staff thread, where `messageId` is null; of a message or a note, its
 *   copy in that thread; of a file, the message that carries it there
 * - `dm`: the direct message that carried a message
 * - `panel`: the message of a submit panel
 */
const ROLES = ['card', 'thread', 'dm', 'panel'] as const;
type Role = (typeof ROLES)[number];

/** Where on Discord something is. All ids are snowflakes. */
export interface DiscordMessage {
  /** The channel, thread or direct message channel. */
  channelId: string;
  /** Null: the channel itself, a thread. */
  messageId: string | null;
  /** The bot that sent it, which alone can edit it. */
  botId: string;
}

export type DiscordMessages = Partial<Record<Role, DiscordMessage>>;

/** @returns what of the subject is on Discord, by role */
export async function readDiscordMessages(
  db: GuildReader,
  subject: DiscordSubject,
): Promise<DiscordMessages> {
  return (await readDiscordMessagesOf(db, [subject])).get(subject.id) ?? {};
}

/**
 * @param subjects of one type
 * @returns what of each subject is on Discord, by the subject's id
 */
export async function readDiscordMessagesOf(
  db: GuildReader,
  subjects: readonly DiscordSubject[],
): Promise<Map<string, DiscordMessages>> {
  const [first] = subjects;
  if (!first) return new Map();
  const ids = subjects.map(({ id }) => id);
  const rows = await db
    .table('discord_messages')
    .where('subject_type', first.type)
    .whereIn('subject_id', ids)
    .whereIn('role', ROLES)
    .limit(ROLES.length * ids.length)
    .select('subject_id', 'role', 'channel_id', 'message_id', 'bot_id');
  const bySubject = new Map<string, DiscordMessages>();
  for (const row of rows) {
    const role = ROLES.find((known) => known === row.role);
    const channelId = parseIdOrNull(row.channel_id);
    const botId = parseIdOrNull(row.bot_id);
    if (role && channelId && botId)
      bySubject.set(row.subject_id, {
        ...bySubject.get(row.subject_id),
        [role]: { channelId, messageId: parseIdOrNull(row.message_id), botId },
      });
  }
  return bySubject;
}

/** Records where something is; it replaces what was recorded for that role. */
export async function recordDiscordMessage(
  db: GuildWriter,
  subject: DiscordSubject,
  role: Role,
  { channelId, messageId, botId }: DiscordMessage,
): Promise<void> {
  await db
    .table('discord_messages')
    .insert({
      subject_type: subject.type,
      subject_id: subject.id,
      role,
      channel_id: channelId,
      message_id: messageId,
      bot_id: botId,
      at: db.now,
    })
    .onConflict(['guild_id', 'subject_type', 'subject_id', 'role'])
    .merge(['channel_id', 'message_id', 'bot_id', 'at']);
}

/** Forgets what is gone, unless another one was recorded since. */
export async function deleteDiscordMessage(
  db: GuildWriter,
  subject: DiscordSubject,
  role: Role,
  unchanged: { channel_id: string } | { message_id: string },
): Promise<void> {
  await db
    .table('discord_messages')
    .where({ subject_type: subject.type, subject_id: subject.id, role, ...unchanged })
    .delete();
}
