import type { Core } from '../core.ts';
import { Intent } from '../gateway/intents.ts';
import { presentMember } from '../present/member.ts';
import type { ChannelRecord, MessageRecord, ReactionRecord } from '../state/types.ts';
import { listListeningBots } from './announce-message.ts';

export interface ReactionEmoji {
  id: string | null;
  name: string;
}

export function findReaction(
  message: MessageRecord,
  emoji: ReactionEmoji,
): ReactionRecord | undefined {
  return message.reactions?.find(
    (item) => item.emojiId === emoji.id && (emoji.id !== null || item.emojiName === emoji.name),
  );
}

export function addReaction(
  core: Core,
  channel: ChannelRecord,
  message: MessageRecord,
  emoji: ReactionEmoji,
  userId: string,
): void {
  let reaction = findReaction(message, emoji);
  if (reaction?.userIds.includes(userId)) return;
  if (!reaction) {
    reaction = { emojiId: emoji.id, emojiName: emoji.name, userIds: [] };
    message.reactions ??= [];
    message.reactions.push(reaction);
  }
  reaction.userIds.push(userId);
  const member = core.state.guilds.get(channel.guildId ?? '')?.members.get(userId);
  announceReaction(core, channel, message, 'MESSAGE_REACTION_ADD', {
    user_id: userId,
    emoji: presentReactionEmoji(reaction),
    message_author_id: message.authorId,
    ...(member ? { member: presentMember(core.state, member) } : {}),
    burst: false,
    type: 0,
  });
}

/** @returns false when this person had not reacted so */
export function removeReaction(
  core: Core,
  channel: ChannelRecord,
  message: MessageRecord,
  emoji: ReactionEmoji,
  userId: string,
): boolean {
  const reaction = findReaction(message, emoji);
  if (!reaction?.userIds.includes(userId)) return false;
  reaction.userIds = reaction.userIds.filter((id) => id !== userId);
  if (reaction.userIds.length === 0)
    message.reactions = message.reactions!.filter((item) => item !== reaction);
  announceReaction(core, channel, message, 'MESSAGE_REACTION_REMOVE', {
    user_id: userId,
    emoji: presentReactionEmoji(reaction),
    burst: false,
    type: 0,
  });
  return true;
}

/** All of one emoji, or all when none is given. */
export function clearReactions(
  core: Core,
  channel: ChannelRecord,
  message: MessageRecord,
  emoji: ReactionEmoji | null,
): void {
  const reaction = emoji && findReaction(message, emoji);
  message.reactions = emoji ? (message.reactions ?? []).filter((item) => item !== reaction) : [];
  if (!emoji) announceReaction(core, channel, message, 'MESSAGE_REACTION_REMOVE_ALL', {});
  else if (reaction)
    announceReaction(core, channel, message, 'MESSAGE_REACTION_REMOVE_EMOJI', {
      emoji: presentReactionEmoji(reaction),
    });
}

function presentReactionEmoji(reaction: ReactionRecord) {
  return { id: reaction.emojiId, name: reaction.emojiName };
}

function announceReaction(
  core: Core,
  channel: ChannelRecord,
  message: MessageRecord,
  event: string,
  fields: object,
): void {
  core.markChanged();
  for (const applicationId of listListeningBots(core, channel))
    core.gateway.dispatch({
      applicationId,
      guildId: channel.guildId,
      intent:
        channel.guildId === null ? Intent.DirectMessageReactions : Intent.GuildMessageReactions,
      event,
      data: {
        channel_id: channel.id,
        message_id: message.id,
        ...(channel.guildId === null ? {} : { guild_id: channel.guildId }),
        ...fields,
      },
    });
}
