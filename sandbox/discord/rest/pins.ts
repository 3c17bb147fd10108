import { MessageType } from 'discord-api-types/v10';
import { announceMessage } from '../actions/announce-message.ts';
import { announcePins } from '../actions/announce-pins.ts';
import { AuditLogEvent, recordAudit } from '../actions/audit-log.ts';
import { postMessage } from '../actions/post-message.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { Permission } from '../permissions/bits.ts';
import { computeChannelPermissions } from '../permissions/compute.ts';
import { requireChannel, requireChannelPermissions } from '../permissions/require.ts';
import { presentMessageForBot } from '../present/message-for-bot.ts';
import type { MessageRecord } from '../state/types.ts';

const PATH = '/channels/:channel_id/messages/pins';
/** Deprecated by Discord, still answered: a bare list, and the same two calls. */
const LEGACY_PATH = '/channels/:channel_id/pins';

export const pinRoutes: RestRoute[] = [
  botRoute('GET', PATH, listPins),
  botRoute('GET', LEGACY_PATH, (core, request) =>
    listPinnedMessages(core, request).map((message) =>
      presentMessageForBot(core, message, request.botId),
    ),
  ),
  ...[PATH, LEGACY_PATH].flatMap((path) => [
    botRoute('PUT', `${path}/:message_id`, (core, request) => setPinned(core, request, true)),
    botRoute('DELETE', `${path}/:message_id`, (core, request) => setPinned(core, request, false)),
  ]),
];

/** Newest pin first; nothing without Read Message History. */
function listPinnedMessages(core: Core, request: RestRequest): MessageRecord[] {
  const channel = requireChannel(core.state, request.param('channel_id'), request.botId);
  const granted = computeChannelPermissions(core.state, channel, request.botId);
  if (!(granted & Permission.ReadMessageHistory)) return [];
  return channel.pinIds.toReversed().map((id) => channel.messages.get(id)!);
}

function listPins(core: Core, request: RestRequest): unknown {
  const query = request.queryField();
  const limit = query.key('limit').int({ min: 1, max: 50 }) ?? 50;
  const before = query.key('before').timestamp();
  query.form.throwIfFailed();
  const pinnedAt = (message: MessageRecord) => message.pinnedAt ?? message.timestamp;
  const found = listPinnedMessages(core, request).filter(
    (message) => before === undefined || Date.parse(pinnedAt(message)) < Date.parse(before),
  );
  return {
    items: found.slice(0, limit).map((message) => ({
      pinned_at: pinnedAt(message),
      message: presentMessageForBot(core, message, request.botId),
    })),
    has_more: found.length > limit,
  };
}

function setPinned(core: Core, request: RestRequest, shouldPin: boolean): undefined {
  const channel = requireChannel(core.state, request.param('channel_id'), request.botId);
  if (channel.guildId !== null)
    requireChannelPermissions(core.state, channel, request.botId, Permission.PinMessages);
  const message = channel.messages.get(request.param('message_id'));
  if (!message) throw discordError(10008);
  if (channel.thread?.archived) throw discordError(50083);
  if (message.pinned === shouldPin) return;
  if (shouldPin && channel.pinIds.length >= core.rules.pinsPerChannel) throw discordError(30003);
  message.pinned = shouldPin;
  channel.pinIds = channel.pinIds.filter((id) => id !== message.id);
  if (shouldPin) {
    channel.pinIds.push(message.id);
    message.pinnedAt = core.clock.iso();
    channel.lastPinAt = message.pinnedAt;
  } else delete message.pinnedAt;
  announceMessage(core, 'update', message);
  announcePins(core, channel);
  const guild = core.state.guilds.get(channel.guildId ?? '');
  if (guild)
    recordAudit(core, request, guild, {
      type: shouldPin ? AuditLogEvent.MessagePin : AuditLogEvent.MessageUnpin,
      targetId: message.authorId,
      options: { channel_id: channel.id, message_id: message.id },
    });
  if (!shouldPin) return;
  postMessage(core, channel, {
    authorId: request.botId,
    type: MessageType.ChannelPinnedMessage,
    reference: { messageId: message.id, channelId: channel.id, guildId: channel.guildId },
  });
}
