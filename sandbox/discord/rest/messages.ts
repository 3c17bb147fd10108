import { MessageType } from 'discord-api-types/v10';
import { composeEdit, composeNew } from '../acts/compose.ts';
import { requireDmOpen } from '../acts/dms.ts';
import { changeMessage, countLateEdit, deleteMessage } from '../acts/edit-message.ts';
import { earlierWithNonce, rememberNonce } from '../acts/nonces.ts';
import { postMessage } from '../acts/post-message.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { Call } from '../http/call.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { Permission } from '../permissions/bits.ts';
import { channelPermissions } from '../permissions/compute.ts';
import { requireChannel, requireInChannel } from '../permissions/require.ts';
import { presentMessageTo } from '../present/message-for-bot.ts';
import { messagePage } from '../state/message-ids.ts';
import type { ChannelRecord, MessageRecord } from '../state/types.ts';
import { FLAGS_ON_CREATE, FLAGS_ON_EDIT } from '../validate/message.ts';

const LIST = '/channels/:channel_id/messages';
const ONE = `${LIST}/:message_id`;
const TEXT_TYPES = [0, 1, 2, 5, 10, 11, 12, 13];

export const messageRoutes: RestRoute[] = [
  botRoute('GET', LIST, list),
  botRoute('POST', LIST, create),
  botRoute('GET', ONE, get),
  botRoute('PATCH', ONE, edit),
  botRoute('DELETE', ONE, remove),
  botRoute('POST', `${LIST}/bulk-delete`, removeMany),
];

function channelOf(core: Core, call: Call): ChannelRecord {
  return requireChannel(core.world, call.param('channel_id'), call.botId);
}

function messageOf(channel: ChannelRecord, call: Call): MessageRecord {
  const message = channel.messages.get(call.param('message_id'));
  if (!message) throw discordError(10008);
  return message;
}

/** Without Read Message History the list is empty, and a single message forbidden. */
function list(core: Core, call: Call): unknown {
  const channel = channelOf(core, call);
  const query = call.queryField();
  const page = {
    limit: query.key('limit').int({ min: 1, max: 100 }) ?? 50,
    before: query.key('before').snowflake(),
    after: query.key('after').snowflake(),
    around: query.key('around').snowflake(),
  };
  query.form.check();
  if (!(channelPermissions(core.world, channel, call.botId) & Permission.ReadMessageHistory))
    return [];
  return messagePage(channel, page).map((message) => presentMessageTo(core, message, call.botId));
}

function get(core: Core, call: Call): unknown {
  const channel = channelOf(core, call);
  requireInChannel(core.world, channel, call.botId, Permission.ReadMessageHistory);
  return presentMessageTo(core, messageOf(channel, call), call.botId);
}

function create(core: Core, call: Call): unknown {
  const channel = channelOf(core, call);
  if (!TEXT_TYPES.includes(channel.type)) throw discordError(50008);
  const body = call.body();
  if (channel.guildId === null) requireDmOpen(core, call.botId, channel);
  else requireWriting(core, call, channel);
  const nonceField = body.key('nonce');
  const nonce =
    typeof nonceField.value === 'number' ? nonceField.value : nonceField.string({ max: 25 });
  const enforced = body.key('enforce_nonce').bool() === true && nonce !== undefined;
  if (enforced) {
    const earlier = earlierWithNonce(core, channel, call.botId, nonce);
    if (earlier) return presentMessageTo(core, earlier, call.botId);
  }
  const repliedTo = readReply(core, call, channel);
  const composed = composeNew(core, {
    channel,
    authorId: call.botId,
    body,
    uploads: call.files,
    flags: FLAGS_ON_CREATE,
    repliedToId: repliedTo?.authorId ?? null,
  });
  const message = postMessage(core, channel, {
    ...composed,
    authorId: call.botId,
    nonce: nonce ?? null,
    ...(repliedTo
      ? {
          type: MessageType.Reply,
          reference: { messageId: repliedTo.id, channelId: channel.id, guildId: channel.guildId },
        }
      : {}),
  });
  if (enforced) rememberNonce(core, message);
  return presentMessageTo(core, message, call.botId);
}

function requireWriting(core: Core, call: Call, channel: ChannelRecord): void {
  const bits = channelPermissions(core.world, channel, call.botId);
  if (channel.thread) {
    if (!(bits & Permission.SendMessagesInThreads)) throw discordError(50013);
    if (channel.thread.locked && !(bits & Permission.ManageThreads))
      throw discordError(channel.thread.archived ? 50083 : 160005);
  } else if (!(bits & Permission.SendMessages)) throw discordError(50013);
  if (call.files.length > 0 && !(bits & Permission.AttachFiles)) throw discordError(50013);
}

function readReply(core: Core, call: Call, channel: ChannelRecord): MessageRecord | null {
  const field = call.body().key('message_reference');
  if (!field.present) return null;
  const id = field.key('message_id').snowflake(true);
  field.form.check();
  const message = channel.messages.get(id!);
  if (message) {
    if (channel.guildId !== null)
      requireInChannel(core.world, channel, call.botId, Permission.ReadMessageHistory);
    return message;
  }
  if (field.key('fail_if_not_exists').bool() === false) return null;
  field.fail('REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
  field.form.check();
  return null;
}

function edit(core: Core, call: Call): unknown {
  const channel = channelOf(core, call);
  const message = messageOf(channel, call);
  const body = call.body();
  if (message.authorId !== call.botId) return suppressForeign(core, call, channel, message);
  if (![0, 19, 20, 23].includes(message.type)) throw discordError(50021);
  if (channel.thread?.archived) throw discordError(50083);
  if (channel.guildId === null) requireDmOpen(core, call.botId, channel);
  const changes = composeEdit(core, message, {
    channel,
    authorId: call.botId,
    body,
    uploads: call.files,
    flags: FLAGS_ON_EDIT,
  });
  countLateEdit(core, message);
  changeMessage(core, message, changes);
  return presentMessageTo(core, message, call.botId);
}

/** Of another's message only the embeds can be hidden, by who manages messages. */
function suppressForeign(core: Core, call: Call, channel: ChannelRecord, message: MessageRecord) {
  const keys = Object.keys((call.json ?? {}) as object);
  if (keys.length !== 1 || keys[0] !== 'flags') throw discordError(50005);
  requireInChannel(core.world, channel, call.botId, Permission.ManageMessages);
  const suppress = (call.body().key('flags').int() ?? 0) & 4;
  changeMessage(core, message, { flags: (message.flags & ~4) | suppress });
  return presentMessageTo(core, message, call.botId);
}

function remove(core: Core, call: Call): undefined {
  const channel = channelOf(core, call);
  const message = messageOf(channel, call);
  if (message.authorId !== call.botId) {
    if (channel.guildId === null) throw discordError(50003);
    requireInChannel(core.world, channel, call.botId, Permission.ManageMessages);
  }
  deleteMessage(core, channel, message);
}

function removeMany(core: Core, call: Call): undefined {
  const channel = channelOf(core, call);
  if (channel.guildId === null) throw discordError(50003);
  requireInChannel(core.world, channel, call.botId, Permission.ManageMessages);
  const body = call.body();
  const ids = body
    .key('messages')
    .list({ min: 2, max: 100, required: true })
    .map((item) => item.snowflake(true));
  body.form.check();
  for (const id of ids) {
    const message = channel.messages.get(id!);
    if (message) deleteMessage(core, channel, message);
  }
}
