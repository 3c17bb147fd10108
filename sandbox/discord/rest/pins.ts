import { MessageType } from 'discord-api-types/v10';
import { announceMessage } from '../actions/announce-message.ts';
import { postMessage } from '../actions/post-message.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { Permission } from '../permissions/bits.ts';
import { requireChannel, requireChannelPermissions } from '../permissions/require.ts';
import { presentMessageForBot } from '../present/message-for-bot.ts';

export const pinRoutes: RestRoute[] = [
  botRoute('GET', '/channels/:channel_id/messages/pins', listPins),
  botRoute('PUT', '/channels/:channel_id/messages/pins/:message_id', (core, request) =>
    setPinned(core, request, true),
  ),
  botRoute('DELETE', '/channels/:channel_id/messages/pins/:message_id', (core, request) =>
    setPinned(core, request, false),
  ),
];

function listPins(core: Core, request: RestRequest): unknown {
  const channel = requireChannel(core.state, request.param('channel_id'), request.botId);
  requireChannelPermissions(core.state, channel, request.botId, Permission.ReadMessageHistory);
  const items = channel.pinIds.toReversed().map((id) => {
    const message = channel.messages.get(id)!;
    return {
      pinned_at: channel.lastPinAt ?? message.timestamp,
      message: presentMessageForBot(core, message, request.botId),
    };
  });
  return { items, has_more: false };
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
  if (shouldPin) channel.pinIds.push(message.id);
  announceMessage(core, 'update', message);
  if (!shouldPin) return;
  channel.lastPinAt = core.clock.iso();
  postMessage(core, channel, {
    authorId: request.botId,
    type: MessageType.ChannelPinnedMessage,
    reference: { messageId: message.id, channelId: channel.id, guildId: channel.guildId },
  });
}
