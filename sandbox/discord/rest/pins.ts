import { MessageType } from 'discord-api-types/v10';
import { announceMessage } from '../acts/announce-message.ts';
import { postMessage } from '../acts/post-message.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { Call } from '../http/call.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { Permission } from '../permissions/bits.ts';
import { requireChannel, requireInChannel } from '../permissions/require.ts';
import { presentMessageTo } from '../present/message-for-bot.ts';

export const pinRoutes: RestRoute[] = [
  botRoute('GET', '/channels/:channel_id/messages/pins', list),
  botRoute('PUT', '/channels/:channel_id/messages/pins/:message_id', (core, call) =>
    setPinned(core, call, true),
  ),
  botRoute('DELETE', '/channels/:channel_id/messages/pins/:message_id', (core, call) =>
    setPinned(core, call, false),
  ),
];

function list(core: Core, call: Call): unknown {
  const channel = requireChannel(core.world, call.param('channel_id'), call.botId);
  requireInChannel(core.world, channel, call.botId, Permission.ReadMessageHistory);
  const items = channel.pinIds.toReversed().map((id) => {
    const message = channel.messages.get(id)!;
    return {
      pinned_at: channel.lastPinAt ?? message.timestamp,
      message: presentMessageTo(core, message, call.botId),
    };
  });
  return { items, has_more: false };
}

function setPinned(core: Core, call: Call, wanted: boolean): undefined {
  const channel = requireChannel(core.world, call.param('channel_id'), call.botId);
  if (channel.guildId !== null)
    requireInChannel(core.world, channel, call.botId, Permission.PinMessages);
  const message = channel.messages.get(call.param('message_id'));
  if (!message) throw discordError(10008);
  if (channel.thread?.archived) throw discordError(50083);
  if (message.pinned === wanted) return;
  if (wanted && channel.pinIds.length >= core.rules.pinsPerChannel) throw discordError(30003);
  message.pinned = wanted;
  channel.pinIds = channel.pinIds.filter((id) => id !== message.id);
  if (wanted) channel.pinIds.push(message.id);
  announceMessage(core, 'update', message);
  if (!wanted) return;
  channel.lastPinAt = core.clock.iso();
  postMessage(core, channel, {
    authorId: call.botId,
    type: MessageType.ChannelPinnedMessage,
    reference: { messageId: message.id, channelId: channel.id, guildId: channel.guildId },
  });
}
