import { ChannelType, MessageFlags, MessageType } from 'discord-api-types/v10';
import { announceMessage } from '../actions/announce-message.ts';
import { AuditLogEvent, recordAudit } from '../actions/audit-log.ts';
import { composeEdit, composeNew } from '../actions/compose.ts';
import { requireDmOpen } from '../actions/dms.ts';
import {
  changeMessage,
  countLateEdit,
  deleteMessage,
  deleteMessages,
} from '../actions/edit-message.ts';
import { findMessageByNonce, rememberNonce } from '../actions/nonces.ts';
import { postMessage } from '../actions/post-message.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { Permission } from '../permissions/bits.ts';
import { computeChannelPermissions } from '../permissions/compute.ts';
import { requireChannel, requireChannelPermissions } from '../permissions/require.ts';
import { presentMessageForBot } from '../present/message-for-bot.ts';
import { getMessagePage } from '../state/message-ids.ts';
import { getSnowflakeTime } from '../state/snowflake.ts';
import type { ChannelRecord, MessageRecord } from '../state/types.ts';
import { FLAGS_ON_CREATE, FLAGS_ON_EDIT } from '../validate/message.ts';
import { forwardMessage, readReply } from './message-references.ts';

const LIST_PATH = '/channels/:channel_id/messages';
const MESSAGE_PATH = `${LIST_PATH}/:message_id`;
const FORWARD = 1;
const BULK_DELETE_MAX_AGE_MS = 14 * 86_400_000;
const TEXT_TYPES = [0, 1, 2, 5, 10, 11, 12, 13];

export const messageRoutes: RestRoute[] = [
  botRoute('GET', LIST_PATH, listMessages),
  botRoute('POST', LIST_PATH, createMessage),
  botRoute('GET', MESSAGE_PATH, getMessage),
  botRoute('PATCH', MESSAGE_PATH, editMessage),
  botRoute('DELETE', MESSAGE_PATH, removeMessage),
  botRoute('POST', `${LIST_PATH}/bulk-delete`, bulkDelete),
  botRoute('POST', `${MESSAGE_PATH}/crosspost`, crosspost),
];

function getVisibleChannel(core: Core, request: RestRequest): ChannelRecord {
  return requireChannel(core.state, request.param('channel_id'), request.botId);
}

function getMessageRecord(channel: ChannelRecord, request: RestRequest): MessageRecord {
  const message = channel.messages.get(request.param('message_id'));
  if (!message) throw discordError(10008);
  return message;
}

/** Without Read Message History the list is empty, and a single message forbidden. */
function listMessages(core: Core, request: RestRequest): unknown {
  const channel = getVisibleChannel(core, request);
  const query = request.queryField();
  const page = {
    limit: query.key('limit').int({ min: 1, max: 100 }) ?? 50,
    before: query.key('before').snowflake(),
    after: query.key('after').snowflake(),
    around: query.key('around').snowflake(),
  };
  query.form.throwIfFailed();
  if (
    !(computeChannelPermissions(core.state, channel, request.botId) & Permission.ReadMessageHistory)
  )
    return [];
  return getMessagePage(channel, page).map((message) =>
    presentMessageForBot(core, message, request.botId),
  );
}

function getMessage(core: Core, request: RestRequest): unknown {
  const channel = getVisibleChannel(core, request);
  requireChannelPermissions(core.state, channel, request.botId, Permission.ReadMessageHistory);
  return presentMessageForBot(core, getMessageRecord(channel, request), request.botId);
}

function createMessage(core: Core, request: RestRequest): unknown {
  const channel = getVisibleChannel(core, request);
  if (!TEXT_TYPES.includes(channel.type)) throw discordError(50008);
  const body = request.body();
  if (channel.guildId === null) requireDmOpen(core, request.botId, channel);
  else requireCanSend(core, request, channel);
  const nonceField = body.key('nonce');
  const nonce =
    typeof nonceField.value === 'number' ? nonceField.value : nonceField.string({ max: 25 });
  const isNonceEnforced = body.key('enforce_nonce').bool() === true && nonce !== undefined;
  if (isNonceEnforced) {
    const existing = findMessageByNonce(core, channel, request.botId, nonce);
    if (existing) return presentMessageForBot(core, existing, request.botId);
  }
  const isSpoken = body.key('tts').bool() ?? false;
  if (isSpoken && channel.guildId !== null)
    requireChannelPermissions(core.state, channel, request.botId, Permission.SendTTSMessages);
  if (body.key('message_reference').key('type').peekNumber() === FORWARD) {
    const forwarded = forwardMessage(core, request, channel, nonce ?? null);
    if (isNonceEnforced) rememberNonce(core, forwarded);
    return presentMessageForBot(core, forwarded, request.botId);
  }
  const repliedTo = readReply(core, request, channel);
  const composed = composeNew(core, {
    channel,
    authorId: request.botId,
    body,
    uploads: request.files,
    flags: FLAGS_ON_CREATE,
    repliedToId: repliedTo?.authorId ?? null,
  });
  const message = postMessage(core, channel, {
    ...composed,
    authorId: request.botId,
    nonce: nonce ?? null,
    ...(repliedTo
      ? {
          type: MessageType.Reply,
          reference: { messageId: repliedTo.id, channelId: channel.id, guildId: channel.guildId },
        }
      : {}),
  });
  if (isNonceEnforced) rememberNonce(core, message);
  return presentMessageForBot(core, message, request.botId);
}

function requireCanSend(core: Core, request: RestRequest, channel: ChannelRecord): void {
  const bits = computeChannelPermissions(core.state, channel, request.botId);
  if (channel.thread) {
    if (!(bits & Permission.SendMessagesInThreads)) throw discordError(50013);
    if (channel.thread.locked && !(bits & Permission.ManageThreads))
      throw discordError(channel.thread.archived ? 50083 : 160005);
  } else if (!(bits & Permission.SendMessages)) throw discordError(50013);
  if (request.files.length > 0 && !(bits & Permission.AttachFiles)) throw discordError(50013);
}

function editMessage(core: Core, request: RestRequest): unknown {
  const channel = getVisibleChannel(core, request);
  const message = getMessageRecord(channel, request);
  const body = request.body();
  if (message.authorId !== request.botId)
    return suppressOthersEmbeds(core, request, channel, message);
  if (![0, 19, 20, 23].includes(message.type)) throw discordError(50021);
  if (channel.thread?.archived) throw discordError(50083);
  if (channel.guildId === null) requireDmOpen(core, request.botId, channel);
  const changes = composeEdit(core, message, {
    channel,
    authorId: request.botId,
    body,
    uploads: request.files,
    flags: FLAGS_ON_EDIT,
  });
  countLateEdit(core, message);
  changeMessage(core, message, changes);
  return presentMessageForBot(core, message, request.botId);
}

/** Of another's message only the embeds can be hidden, by who manages messages. */
function suppressOthersEmbeds(
  core: Core,
  request: RestRequest,
  channel: ChannelRecord,
  message: MessageRecord,
) {
  const keys = Object.keys((request.json ?? {}) as object);
  if (keys.length !== 1 || keys[0] !== 'flags') throw discordError(50005);
  requireChannelPermissions(core.state, channel, request.botId, Permission.ManageMessages);
  const suppress = (request.body().key('flags').int() ?? 0) & 4;
  changeMessage(core, message, { flags: (message.flags & ~4) | suppress });
  return presentMessageForBot(core, message, request.botId);
}

/** Publishes a message of an announcement channel to those that follow it (here nobody does). */
function crosspost(core: Core, request: RestRequest): unknown {
  const channel = getVisibleChannel(core, request);
  const message = getMessageRecord(channel, request);
  if (channel.type !== ChannelType.GuildAnnouncement) throw discordError(50024);
  if (message.authorId === request.botId)
    requireChannelPermissions(core.state, channel, request.botId, Permission.SendMessages);
  else requireChannelPermissions(core.state, channel, request.botId, Permission.ManageMessages);
  if (message.type !== MessageType.Default) throw discordError(50068);
  if (message.flags & MessageFlags.Crossposted) throw discordError(40033);
  message.flags |= MessageFlags.Crossposted;
  announceMessage(core, 'update', message);
  return presentMessageForBot(core, message, request.botId);
}

function removeMessage(core: Core, request: RestRequest): undefined {
  const channel = getVisibleChannel(core, request);
  const message = getMessageRecord(channel, request);
  if (message.authorId !== request.botId) {
    if (channel.guildId === null) throw discordError(50003);
    requireChannelPermissions(core.state, channel, request.botId, Permission.ManageMessages);
  }
  deleteMessage(core, channel, message);
  const guild = core.state.guilds.get(channel.guildId ?? '');
  if (guild && message.authorId !== request.botId)
    recordAudit(core, request, guild, {
      type: AuditLogEvent.MessageDelete,
      targetId: message.authorId,
      options: { channel_id: channel.id, count: '1' },
    });
}

function bulkDelete(core: Core, request: RestRequest): undefined {
  const channel = getVisibleChannel(core, request);
  if (channel.guildId === null) throw discordError(50003);
  requireChannelPermissions(core.state, channel, request.botId, Permission.ManageMessages);
  const body = request.body();
  const ids = body
    .key('messages')
    .list({ min: 2, max: 100, required: true })
    .map((item) => item.snowflake(true) ?? '0');
  if (new Set(ids).size !== ids.length)
    body
      .key('messages')
      .addError('SET_TYPE_ALREADY_CONTAINS_VALUE', 'Set already contains this value');
  body.form.throwIfFailed();
  const oldest = core.clock.now() - BULK_DELETE_MAX_AGE_MS;
  if (ids.some((id) => getSnowflakeTime(id) < oldest)) throw discordError(50034);
  const messages = ids.flatMap((id) => channel.messages.get(id) ?? []);
  deleteMessages(core, channel, messages);
  recordAudit(core, request, core.state.guilds.get(channel.guildId)!, {
    type: AuditLogEvent.MessageBulkDelete,
    targetId: channel.id,
    options: { count: String(messages.length) },
  });
}
