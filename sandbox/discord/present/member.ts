import type { APIGuildMember } from 'discord-api-types/v10';
import type { DiscordState } from '../state/discord-state.ts';
import type { MemberRecord } from '../state/types.ts';
import { presentDeletedUser, presentUser } from './user.ts';

type MemberWithoutUser = Omit<APIGuildMember, 'user'>;

/** A member as it stands inside messages and `resolved`: without its user. */
export function presentMemberWithoutUser(member: MemberRecord): MemberWithoutUser {
  return {
    nick: member.nick,
    avatar: member.avatar,
    banner: member.banner,
    roles: member.roles,
    joined_at: member.joinedAt,
    premium_since: null,
    communication_disabled_until: member.timeoutUntil,
    pending: false,
    deaf: false,
    mute: false,
    flags: 0,
  } as unknown as MemberWithoutUser;
}

export function presentMember(state: DiscordState, member: MemberRecord): APIGuildMember {
  const user = state.users.get(member.userId);
  return {
    ...presentMemberWithoutUser(member),
    user: user ? presentUser(user) : presentDeletedUser(member.userId),
  } as APIGuildMember;
}
