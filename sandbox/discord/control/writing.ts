import { MessageFlags, MessageType, StickerFormatType } from 'discord-api-types/v10';
import { z } from 'zod';
import { announceMessage } from '../actions/announce-message.ts';
import { storeFile } from '../actions/attachments.ts';
import { openDm } from '../actions/dms.ts';
import { changeMessage, deleteMessage as remove } from '../actions/edit-message.ts';
import { resolveMentions } from '../actions/mentions.ts';
import { postMessage } from '../actions/post-message.ts';
import type { Core } from '../core.ts';
import { type FileInput, toBuffer } from '../interactions/file-input.ts';
import { Permission } from '../permissions/bits.ts';
import { computeChannelPermissions } from '../permissions/compute.ts';
import { presentMessage } from '../present/message.ts';
import type { ChannelRecord, MessageRecord, StickerRecord } from '../state/types.ts';
import { countCharacters } from '../validate/field.ts';
import { findPerson, findVisibleChannel, findVisibleMessage } from './find.ts';
import { ControlError, file, id, operation } from './operation.ts';

const ALLOWED_MENTIONS = {
  parse: ['users', 'roles', 'everyone'] as const,
  users: [],
  roles: [],
  repliedUser: true,
};
const forward = z.object({ channelId: id, messageId: id });
const text = z.string().default('');
const DAY_MS = 86_400_000;
const sticker = z.object({
  id,
  name: z.string().min(1).max(30),
  formatType: z.enum(StickerFormatType),
});

interface MessageInput {
  personId: string;
  content: string;
  files: FileInput[];
  replyTo?: string | undefined;
  stickers?: StickerRecord[] | undefined;
  poll?: { question: string; answers: string[] } | undefined;
  /** What is forwarded; the message has nothing else then. */
  forward?: { channelId: string; messageId: string } | undefined;
  isVoiceMessage?: boolean | undefined;
}

function postAsPerson(core: Core, channel: ChannelRecord, input: MessageInput): MessageRecord {
  const content = input.content.trim();
  const isEmpty = !input.stickers?.length && !input.poll && !input.forward;
  if (content === '' && input.files.length === 0 && isEmpty)
    throw new ControlError(400, 'EMPTY', 'An empty message cannot be sent.');
  if (countCharacters(content) > 2000)
    throw new ControlError(400, 'TOO_LONG', 'A message has at most 2,000 characters.');
  requireCanSend(core, channel, input.personId, input.files.length > 0);
  const original = input.replyTo
    ? findVisibleMessage(core, input.personId, channel, input.replyTo)
    : null;
  const attachments = input.files.map((item) => {
    const bytes = toBuffer(item);
    if (bytes.length > core.rules.uploadBytes)
      throw new ControlError(413, 'TOO_LARGE', 'Your files are too powerful.');
    const contentType = item.contentType ?? 'application/octet-stream';
    return storeFile(core, channel.id, item.name, { content: bytes, contentType }, false);
  });
  return postMessage(core, channel, {
    authorId: input.personId,
    content,
    attachments,
    ...(input.stickers ? { stickers: input.stickers } : {}),
    ...(input.poll ? { poll: createPoll(core, input.poll) } : {}),
    ...(input.isVoiceMessage ? { flags: MessageFlags.IsVoiceMessage } : {}),
    ...(input.forward ? createForward(core, input.personId, input.forward) : {}),
    ...resolvePersonMentions(core, channel, input.personId, content, original),
    ...(original
      ? {
          type: MessageType.Reply,
          reference: { messageId: original.id, channelId: channel.id, guildId: channel.guildId },
        }
      : {}),
  });
}

const createPoll = (core: Core, { question, answers }: NonNullable<MessageInput['poll']>) => ({
  question,
  answers: answers.map((answer, index) => ({
    id: index + 1,
    text: answer,
    emoji: null,
    voterIds: [],
  })),
  expiry: new Date(core.clock.now() + DAY_MS).toISOString(),
  allowsMultiselect: false,
  isFinalized: false,
});

function createForward(
  core: Core,
  personId: string,
  { channelId, messageId }: NonNullable<MessageInput['forward']>,
) {
  const origin = findVisibleChannel(core, personId, channelId);
  const original = findVisibleMessage(core, personId, origin, messageId);
  return {
    flags: MessageFlags.HasSnapshot,
    reference: { messageId, channelId, guildId: origin.guildId },
    snapshot: original.snapshot ?? structuredClone(original),
  };
}

function resolvePersonMentions(
  core: Core,
  channel: ChannelRecord,
  personId: string,
  content: string,
  original: MessageRecord | null,
) {
  const allowed = { ...ALLOWED_MENTIONS, parse: [...ALLOWED_MENTIONS.parse] };
  return resolveMentions(
    core.state,
    channel,
    personId,
    content,
    allowed,
    original?.authorId ?? null,
  );
}

function requireCanSend(
  core: Core,
  channel: ChannelRecord,
  personId: string,
  hasFiles: boolean,
): void {
  if (channel.guildId === null) {
    const botId = channel.recipients.find((item) => item !== personId)!;
    if (!core.state.hasSharedGuild(personId, botId))
      throw new ControlError(403, 'NO_MUTUAL_SERVER', 'Your message could not be delivered.');
    return;
  }
  const granted = computeChannelPermissions(core.state, channel, personId);
  const required = channel.thread ? Permission.SendMessagesInThreads : Permission.SendMessages;
  if (!(granted & required) || (hasFiles && !(granted & Permission.AttachFiles)))
    throw new ControlError(403, 'FORBIDDEN', 'You do not have permission to send this here.');
  if (channel.thread?.locked && !(granted & Permission.ManageThreads))
    throw new ControlError(403, 'LOCKED', 'This thread is locked.');
}

/** Writes in a channel, thread or DM as a person. */
export const sendMessage = operation({
  method: 'POST',
  path: '/control/people/:personId/channels/:channelId/messages',
  input: z.object({
    personId: id,
    channelId: id,
    content: text,
    files: z.array(file).max(10).default([]),
    replyTo: id.optional(),
    forward: forward.optional(),
  }),
  run(core, input) {
    const channel = findVisibleChannel(core, input.personId, input.channelId);
    return presentMessage(core, postAsPerson(core, channel, input));
  },
});

/** Writes to a bot (opening the DM if there was none). */
export const sendDm = operation({
  method: 'POST',
  path: '/control/people/:personId/dms/:userId/messages',
  input: z.object({
    personId: id,
    userId: id,
    content: text,
    files: z.array(file).max(10).default([]),
    replyTo: id.optional(),
    stickers: z.array(sticker).min(1).max(3).optional(),
    poll: z
      .object({ question: z.string().max(300), answers: z.array(z.string()).min(1).max(10) })
      .optional(),
    forward: forward.optional(),
    isVoiceMessage: z.boolean().optional(),
  }),
  run(core, input) {
    findPerson(core, input.personId);
    if (!core.state.users.has(input.userId))
      throw new ControlError(404, 'NOT_FOUND', `There is no user ${input.userId}.`);
    const channel = openDm(core, input.personId, input.userId);
    return presentMessage(core, postAsPerson(core, channel, input));
  },
});

export const editMessage = operation({
  method: 'PATCH',
  path: '/control/people/:personId/channels/:channelId/messages/:messageId',
  input: z.object({
    personId: id,
    channelId: id,
    messageId: id,
    content: z.string().min(1).max(2000),
  }),
  run(core, input) {
    const channel = findVisibleChannel(core, input.personId, input.channelId);
    const message = findVisibleMessage(core, input.personId, channel, input.messageId);
    if (message.authorId !== input.personId)
      throw new ControlError(403, 'FORBIDDEN', 'You can edit your own messages only.');
    const content = input.content.trim();
    changeMessage(core, message, {
      content,
      ...resolvePersonMentions(core, channel, input.personId, content, null),
    });
    return presentMessage(core, message);
  },
});

/**
 * Deletes one's own message, another's with Manage Messages, or dismisses an answer only one sees.
 */
export const deleteMessage = operation({
  method: 'DELETE',
  path: '/control/people/:personId/channels/:channelId/messages/:messageId',
  input: z.object({ personId: id, channelId: id, messageId: id }),
  run(core, input) {
    const channel = findVisibleChannel(core, input.personId, input.channelId);
    const message = findVisibleMessage(core, input.personId, channel, input.messageId);
    if (message.ephemeralFor) {
      core.interactions.removeEphemeral(message.id);
      announceMessage(core, 'delete', message);
      return { id: message.id };
    }
    const canManage =
      channel.guildId !== null &&
      computeChannelPermissions(core.state, channel, input.personId) & Permission.ManageMessages;
    if (message.authorId !== input.personId && !canManage)
      throw new ControlError(403, 'FORBIDDEN', 'You cannot delete this message.');
    remove(core, channel, message);
    return { id: message.id };
  },
});
