import type { APIUser } from 'discord-api-types/v10';
import type { UserRecord } from '../state/types.ts';

export function presentUser(user: UserRecord): APIUser {
  return {
    id: user.id,
    username: user.username,
    discriminator: '0',
    global_name: user.globalName,
    avatar: user.avatar,
    ...(user.bot ? { bot: true } : {}),
    banner: null,
    accent_color: null,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
    flags: 0,
    public_flags: 0,
  } as unknown as APIUser;
}

/** For someone whose record is gone: Discord shows deleted users the same way. */
export function presentDeletedUser(id: string): APIUser {
  return {
    id,
    username: `deleted_user_${id.slice(-6)}`,
    discriminator: '0',
    global_name: null,
    avatar: null,
    flags: 0,
    public_flags: 0,
    primary_guild: null,
  } as unknown as APIUser;
}
