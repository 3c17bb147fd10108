import type { Core } from '../core.ts';
import { Intent } from '../gateway/intents.ts';
import type { Session } from '../gateway/session.ts';
import { canSee } from '../permissions/compute.ts';
import { presentMemberOnly } from '../present/member.ts';
import { presentMessage } from '../present/message.ts';
import { mayReadContent, withoutContent } from '../present/message-for-bot.ts';
import type { ChannelRecord, MessageRecord } from '../state/types.ts';
import { isApplication } from './bots.ts';
import type { MessageChange } from './signals.ts';

const EVENTS = {
  create: 'MESSAGE_CREATE',
  update: 'MESSAGE_UPDATE',
  delete: 'MESSAGE_DELETE',
} as const;

/** Tells bots (as their intents allow) and people of a new, changed or deleted message. */
export function announceMessage(core: Core, change: MessageChange, message: MessageRecord): void {
  const { world } = core;
  const channel = world.channels.get(message.channelId);
  core.traffic.countMessage(change, message.channelId);
  core.signals.message(change, message);
  core.changed();
  if (!channel) return;
  const gone = {
    id: message.id,
    channel_id: message.channelId,
    ...(message.guildId ? { guild_id: message.guildId } : {}),
  };
  core.signals.toPeople(
    `message_${change}`,
    message,
    (id) => (message.ephemeralFor ? message.ephemeralFor === id : canSee(world, channel, id)),
    () => (change === 'delete' ? gone : presentMessage(core, message)),
  );
  if (message.ephemeralFor) return;
  const full = change === 'delete' ? gone : payload(core, channel, message);
  for (const botId of botsThatHear(core, channel)) {
    const intent = message.guildId ? Intent.GuildMessages : Intent.DirectMessages;
    core.gateway.dispatch({
      applicationId: botId,
      guildId: message.guildId,
      intent,
      event: EVENTS[change],
      data: (session: Session) =>
        change === 'delete' || readable(message, session) ? full : withoutContent(full as never),
    });
  }
}

function readable(message: MessageRecord, session: Session): boolean {
  const hasIntent = (session.intents & Intent.MessageContent) !== 0;
  return mayReadContent(message, session.applicationId, hasIntent);
}

function payload(core: Core, channel: ChannelRecord, message: MessageRecord) {
  const guild = message.guildId ? core.world.guilds.get(message.guildId) : undefined;
  const member = guild?.members.get(message.authorId);
  return {
    ...presentMessage(core, message),
    channel_type: channel.type,
    ...(guild ? { guild_id: guild.id } : {}),
    ...(member ? { member: presentMemberOnly(member) } : {}),
  };
}

function botsThatHear(core: Core, channel: ChannelRecord): string[] {
  if (channel.guildId === null)
    return channel.recipients.filter((id) => isApplication(core.world, id));
  const guild = core.world.guilds.get(channel.guildId);
  return [...(guild?.botIds ?? [])].filter((id) => canSee(core.world, channel, id));
}
