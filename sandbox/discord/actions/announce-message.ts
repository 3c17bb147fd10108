import type { Core } from '../core.ts';
import type { GatewaySession } from '../gateway/gateway-session.ts';
import { Intent } from '../gateway/intents.ts';
import { canSee } from '../permissions/compute.ts';
import { presentMemberWithoutUser } from '../present/member.ts';
import { presentMessage } from '../present/message.ts';
import { canReadContent, stripContent } from '../present/message-for-bot.ts';
import type { ChannelRecord, MessageRecord } from '../state/types.ts';
import { isApplication } from './bots.ts';
import type { MessageChange } from './event-bus.ts';

const GATEWAY_EVENTS = {
  create: 'MESSAGE_CREATE',
  update: 'MESSAGE_UPDATE',
  delete: 'MESSAGE_DELETE',
} as const;

/** Tells bots (as their intents allow) and people of a new, changed or deleted message. */
export function announceMessage(
  core: Core,
  change: MessageChange,
  message: MessageRecord,
  /** Bots hear of a bulk deletion by one event of its own. */
  includesBots = true,
): void {
  const { state } = core;
  const channel = state.channels.get(message.channelId);
  core.requestLog.countMessage(change, message.channelId);
  core.eventBus.publishMessage(change, message);
  core.markChanged();
  if (!channel) return;
  const deletedPayload = {
    id: message.id,
    channel_id: message.channelId,
    ...(message.guildId ? { guild_id: message.guildId } : {}),
  };
  core.eventBus.publishToPeople(
    `message_${change}`,
    message,
    (id) => (message.ephemeralFor ? message.ephemeralFor === id : canSee(state, channel, id)),
    () => (change === 'delete' ? deletedPayload : presentMessage(core, message)),
  );
  if (message.ephemeralFor || !includesBots) return;
  const fullPayload = change === 'delete' ? deletedPayload : createPayload(core, channel, message);
  for (const botId of listListeningBots(core, channel)) {
    const intent = message.guildId ? Intent.GuildMessages : Intent.DirectMessages;
    core.gateway.dispatch({
      applicationId: botId,
      guildId: message.guildId,
      intent,
      event: GATEWAY_EVENTS[change],
      data: (session: GatewaySession) =>
        change === 'delete' || isContentVisibleTo(message, session)
          ? fullPayload
          : stripContent(fullPayload as never),
    });
  }
}

function isContentVisibleTo(message: MessageRecord, session: GatewaySession): boolean {
  const hasIntent = (session.intents & Intent.MessageContent) !== 0;
  return canReadContent(message, session.applicationId, hasIntent);
}

function createPayload(core: Core, channel: ChannelRecord, message: MessageRecord) {
  const guild = message.guildId ? core.state.guilds.get(message.guildId) : undefined;
  const member = guild?.members.get(message.authorId);
  return {
    ...presentMessage(core, message),
    channel_type: channel.type,
    ...(guild ? { guild_id: guild.id } : {}),
    ...(member ? { member: presentMemberWithoutUser(member) } : {}),
  };
}

/** The bots that see the channel. */
export function listListeningBots(core: Core, channel: ChannelRecord): string[] {
  if (channel.guildId === null)
    return channel.recipients.filter((id) => isApplication(core.state, id));
  const guild = core.state.guilds.get(channel.guildId);
  return [...(guild?.botIds ?? [])].filter((id) => canSee(core.state, channel, id));
}
