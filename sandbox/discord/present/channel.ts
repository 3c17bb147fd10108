import { type APIChannel, type APIThreadMember, ChannelType } from 'discord-api-types/v10';
import type { DiscordState } from '../state/discord-state.ts';
import type { ChannelRecord } from '../state/types.ts';
import { DEFAULT_VOICE } from '../validate/channel.ts';
import { presentDeletedUser, presentUser } from './user.ts';

const MAX_MEMBER_COUNT_SHOWN = 50;

export function presentChannel(
  state: DiscordState,
  channel: ChannelRecord,
  viewerId?: string,
): APIChannel {
  if (channel.thread) return presentThread(channel, viewerId);
  if (channel.guildId === null) return presentDm(state, channel, viewerId);
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    position: channel.position,
    parent_id: channel.parentId,
    permission_overwrites: channel.overwrites.map((item) => ({ ...item })),
    nsfw: channel.nsfw,
    flags: 0,
    ...(channel.type === 4
      ? {}
      : {
          topic: channel.topic,
          rate_limit_per_user: channel.slowmode,
          last_message_id: channel.lastMessageId,
          last_pin_timestamp: channel.lastPinAt,
          ...(channel.defaultAutoArchiveMinutes
            ? { default_auto_archive_duration: channel.defaultAutoArchiveMinutes }
            : {}),
        }),
    ...presentVoice(channel),
  } as unknown as APIChannel;
}

function presentVoice(channel: ChannelRecord) {
  if (channel.type !== ChannelType.GuildVoice && channel.type !== ChannelType.GuildStageVoice)
    return {};
  const voice = channel.voice ?? DEFAULT_VOICE;
  return {
    bitrate: voice.bitrate,
    user_limit: voice.userLimit,
    rtc_region: voice.rtcRegion,
    video_quality_mode: voice.videoQualityMode,
  };
}

function presentDm(state: DiscordState, channel: ChannelRecord, viewerId?: string): APIChannel {
  const others = channel.recipients.filter((id) => id !== viewerId);
  return {
    id: channel.id,
    type: channel.type,
    last_message_id: channel.lastMessageId,
    last_pin_timestamp: channel.lastPinAt,
    flags: 0,
    recipients: others.map((id) => {
      const user = state.users.get(id);
      return user ? presentUser(user) : presentDeletedUser(id);
    }),
  } as unknown as APIChannel;
}

function presentThread(channel: ChannelRecord, viewerId?: string): APIChannel {
  const thread = channel.thread!;
  const ownMembership = viewerId === undefined ? undefined : thread.members.get(viewerId);
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    parent_id: channel.parentId,
    owner_id: thread.ownerId,
    name: channel.name,
    last_message_id: channel.lastMessageId,
    last_pin_timestamp: channel.lastPinAt,
    rate_limit_per_user: channel.slowmode,
    message_count: thread.messageCount,
    total_message_sent: thread.totalSent,
    member_count: Math.min(thread.members.size, MAX_MEMBER_COUNT_SHOWN),
    flags: 0,
    thread_metadata: {
      archived: thread.archived,
      archive_timestamp: thread.archiveChangedAt,
      auto_archive_duration: thread.autoArchiveMinutes,
      locked: thread.locked,
      create_timestamp: thread.createdAt,
      ...(channel.type === 12 ? { invitable: thread.invitable } : {}),
    },
    ...(ownMembership ? { member: presentThreadMember(channel, viewerId!) } : {}),
  } as unknown as APIChannel;
}

export function presentThreadMember(channel: ChannelRecord, userId: string): APIThreadMember {
  return {
    id: channel.id,
    user_id: userId,
    join_timestamp: channel.thread!.members.get(userId)?.joinedAt ?? channel.thread!.createdAt,
    flags: 1,
  };
}
