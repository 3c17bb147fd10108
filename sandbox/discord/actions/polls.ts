import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import { Intent } from '../gateway/intents.ts';
import type { ChannelRecord, MessageRecord, PollRecord } from '../state/types.ts';
import { announceMessage, listListeningBots } from './announce-message.ts';

/** Ends a poll, by its author or by its time. */
export function endPoll(core: Core, message: MessageRecord): void {
  const poll = message.poll!;
  if (poll.isFinalized) return;
  poll.isFinalized = true;
  const now = core.clock.now();
  if (Date.parse(poll.expiry) > now) poll.expiry = new Date(now).toISOString();
  announceMessage(core, 'update', message);
}

/**
 * Sets what a person votes for; an empty list takes all votes back.
 * @throws DiscordError 520001 when the poll has ended
 */
export function vote(
  core: Core,
  channel: ChannelRecord,
  message: MessageRecord,
  userId: string,
  answerIds: number[],
): void {
  const poll = message.poll!;
  if (hasEnded(poll, core.clock.now())) throw discordError(520001);
  for (const answer of poll.answers) {
    const isChosen = answerIds.includes(answer.id);
    if (isChosen === answer.voterIds.includes(userId)) continue;
    answer.voterIds = isChosen
      ? [...answer.voterIds, userId]
      : answer.voterIds.filter((id) => id !== userId);
    const event = isChosen ? 'MESSAGE_POLL_VOTE_ADD' : 'MESSAGE_POLL_VOTE_REMOVE';
    for (const applicationId of listListeningBots(core, channel))
      core.gateway.dispatch({
        applicationId,
        guildId: channel.guildId,
        intent: channel.guildId === null ? Intent.DirectMessagePolls : Intent.GuildMessagePolls,
        event,
        data: {
          user_id: userId,
          channel_id: channel.id,
          message_id: message.id,
          ...(channel.guildId === null ? {} : { guild_id: channel.guildId }),
          answer_id: answer.id,
        },
      });
  }
  core.markChanged();
}

function hasEnded(poll: PollRecord, now: number): boolean {
  return poll.isFinalized || Date.parse(poll.expiry) <= now;
}

/** Ends the polls whose time is over. */
export function endExpiredPolls(core: Core): void {
  const now = core.clock.now();
  for (const channel of core.state.channels.values())
    for (const message of channel.messages.values())
      if (message.poll && hasEnded(message.poll, now)) endPoll(core, message);
}
