import type { APIGuildMember } from 'discord-api-types/v10';
import type { MemberRecord } from '../state/types.ts';
import type { World } from '../state/world.ts';
import { deletedUser, presentUser } from './user.ts';

type PlainMember = Omit<APIGuildMember, 'user'>;

/** A member as it stands inside messages and `resolved`: without its user. */
export function presentMemberOnly(member: MemberRecord): PlainMember {
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
  } as unknown as PlainMember;
}

export function presentMember(world: World, member: MemberRecord): APIGuildMember {
  const user = world.users.get(member.userId);
  return {
    ...presentMemberOnly(member),
    user: user ? presentUser(user) : deletedUser(member.userId),
  } as APIGuildMember;
}
