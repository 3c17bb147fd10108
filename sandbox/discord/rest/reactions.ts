import {
  addReaction,
  clearReactions,
  findReaction,
  type ReactionEmoji,
  removeReaction,
} from '../actions/reactions.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { Permission } from '../permissions/bits.ts';
import { requireChannel, requireChannelPermissions } from '../permissions/require.ts';
import { presentUser } from '../present/user.ts';
import { compareIds } from '../state/snowflake.ts';
import type { ChannelRecord, MessageRecord } from '../state/types.ts';
import { isStandardEmoji } from '../validate/emoji.ts';

const PATH = '/channels/:channel_id/messages/:message_id/reactions';
const MAX_REACTIONS = 20;

export const reactionRoutes: RestRoute[] = [
  botRoute('DELETE', PATH, (core, request) => clear(core, request, null)),
  botRoute('GET', `${PATH}/:emoji_name`, listUsers),
  botRoute('DELETE', `${PATH}/:emoji_name`, (core, request) =>
    clear(core, request, readEmoji(core, request)),
  ),
  botRoute('PUT', `${PATH}/:emoji_name/@me`, react),
  botRoute('DELETE', `${PATH}/:emoji_name/@me`, (core, request) =>
    remove(core, request, request.botId),
  ),
  botRoute('DELETE', `${PATH}/:emoji_name/:user_id`, (core, request) =>
    remove(core, request, request.param('user_id')),
  ),
];

function getTarget(core: Core, request: RestRequest) {
  const channel = requireChannel(core.state, request.param('channel_id'), request.botId);
  requireChannelPermissions(core.state, channel, request.botId, Permission.ReadMessageHistory);
  const message = channel.messages.get(request.param('message_id'));
  if (!message) throw discordError(10008);
  return { channel, message };
}

/** A standard emoji, or `name:id` of one that a server or the bot itself has. */
function readEmoji(core: Core, request: RestRequest): ReactionEmoji {
  const text = request.param('emoji_name');
  const custom = /^(?:a:)?(\w{2,32}):(\d{1,20})$/.exec(text);
  if (!custom) {
    if (!isStandardEmoji(text)) throw discordError(10014);
    return { id: null, name: text };
  }
  const id = custom[2]!;
  const isKnown =
    request.application!.emojis?.has(id) ||
    [...core.state.guilds.values()].some((guild) => guild.emojis?.has(id));
  if (!isKnown) throw discordError(10014);
  return { id, name: custom[1]! };
}

function react(core: Core, request: RestRequest): undefined {
  const { channel, message } = getTarget(core, request);
  const emoji = readEmoji(core, request);
  requireActive(channel);
  if (!findReaction(message, emoji)) {
    requireChannelPermissions(core.state, channel, request.botId, Permission.AddReactions);
    if ((message.reactions?.length ?? 0) >= MAX_REACTIONS) throw discordError(30010);
  }
  addReaction(core, channel, message, emoji, request.botId);
}

function remove(core: Core, request: RestRequest, userId: string): undefined {
  const { channel, message } = getTarget(core, request);
  requireActive(channel);
  if (userId !== request.botId) requireManage(core, request, channel);
  removeReaction(core, channel, message, readEmoji(core, request), userId);
}

function clear(core: Core, request: RestRequest, emoji: ReactionEmoji | null): undefined {
  const { channel, message } = getTarget(core, request);
  requireManage(core, request, channel);
  clearReactions(core, channel, message, emoji);
}

function requireManage(core: Core, request: RestRequest, channel: ChannelRecord): void {
  if (channel.guildId === null) throw discordError(50003);
  requireChannelPermissions(core.state, channel, request.botId, Permission.ManageMessages);
}

function requireActive(channel: ChannelRecord): void {
  if (channel.thread?.archived) throw discordError(50083);
}

function listUsers(core: Core, request: RestRequest): unknown {
  const { message }: { message: MessageRecord } = getTarget(core, request);
  const query = request.queryField();
  const limit = query.key('limit').int({ min: 1, max: 100 }) ?? 25;
  const after = query.key('after').snowflake() ?? '0';
  const type = query.key('type').choice([0, 1]) ?? 0;
  query.form.throwIfFailed();
  const userIds = type === 0 ? findReaction(message, readEmoji(core, request))?.userIds : [];
  return (userIds ?? [])
    .filter((id) => compareIds(id, after) > 0)
    .toSorted(compareIds)
    .slice(0, limit)
    .flatMap((id) => {
      const user = core.state.users.get(id);
      return user ? [presentUser(user)] : [];
    });
}
