import type { APIGuild, GatewayGuildCreateDispatchData } from 'discord-api-types/v10';
import { canSee } from '../permissions/compute.ts';
import type { DiscordState } from '../state/discord-state.ts';
import type { GuildRecord } from '../state/types.ts';
import { presentChannel } from './channel.ts';
import { presentEmoji } from './emoji.ts';
import { presentMember } from './member.ts';
import { presentRole } from './role.ts';

export function presentGuild(guild: GuildRecord): APIGuild {
  return {
    id: guild.id,
    name: guild.name,
    icon: guild.icon,
    description: guild.description,
    splash: null,
    discovery_splash: null,
    banner: null,
    home_header: null,
    owner_id: guild.ownerId,
    region: 'us-west',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: guild.systemChannelId ?? null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 1,
    default_message_notifications: 1,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: guild.locale,
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    hub_type: null,
    premium_progress_bar_enabled: false,
    latest_onboarding_question_id: null,
    nsfw: false,
    nsfw_level: 0,
    application_id: null,
    incidents_data: null,
    emojis: [...(guild.emojis?.values() ?? [])].map((emoji) => presentEmoji(emoji)),
    stickers: [],
    features: [],
    roles: [...guild.roles.values()].map(presentRole),
  } as unknown as APIGuild;
}

/** The guild as a bot gets it on the gateway: only what it can see, members only with presences. */
export function presentGuildCreate(
  state: DiscordState,
  guild: GuildRecord,
  botId: string,
  includesAllMembers: boolean,
): GatewayGuildCreateDispatchData {
  const botMember = guild.members.get(botId);
  const members = includesAllMembers ? [...guild.members.values()] : botMember ? [botMember] : [];
  const threads = [...guild.activeThreadIds]
    .map((id) => state.channels.get(id))
    .filter((thread) => thread !== undefined && canSee(state, thread, botId));
  return {
    ...presentGuild(guild),
    joined_at: botMember?.joinedAt ?? new Date().toISOString(),
    large: guild.members.size > 250,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: members.map((member) => presentMember(state, member)),
    channels: [...guild.channelIds].map((id) => presentChannel(state, state.channels.get(id)!)),
    threads: threads.map((thread) => presentChannel(state, thread!, botId)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  } as unknown as GatewayGuildCreateDispatchData;
}
