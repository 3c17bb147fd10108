import { type APIGuild, type APIOverwrite, PermissionFlagsBits } from 'discord-api-types/v10';

/** Discord's permission algorithm: owner, @everyone, roles, then a channel's overwrites. */

const ALL_PERMISSIONS = ~0n;

export function computeGuildPermissions(
  guild: Pick<APIGuild, 'id' | 'owner_id' | 'roles'>,
  userId: string,
  roleIds: readonly string[],
): bigint {
  if (guild.owner_id === userId) return ALL_PERMISSIONS;
  const memberRoles = guild.roles.filter(({ id }) => id === guild.id || roleIds.includes(id));
  const bits = memberRoles.reduce((sum, role) => sum | BigInt(role.permissions), 0n);
  return bits & PermissionFlagsBits.Administrator ? ALL_PERMISSIONS : bits;
}

export const isGuildAdmin = (permissions: bigint): boolean =>
  (permissions & PermissionFlagsBits.ManageGuild) !== 0n;

/** Whose permissions are computed. */
interface Member {
  guildId: string;
  userId: string;
  roleIds: readonly string[];
}

/** @param base the member's permissions in the guild */
export const canViewChannel = (
  base: bigint,
  overwrites: readonly APIOverwrite[],
  member: Member,
): boolean =>
  (computeChannelPermissions(base, overwrites, member) & PermissionFlagsBits.ViewChannel) !== 0n;

/** @param base the member's permissions in the guild */
export function computeChannelPermissions(
  base: bigint,
  overwrites: readonly APIOverwrite[],
  member: Member,
): bigint {
  if (base === ALL_PERMISSIONS) return base;
  const apply = (bits: bigint, list: readonly APIOverwrite[]) => {
    const deny = list.reduce((sum, each) => sum | BigInt(each.deny), 0n);
    const allow = list.reduce((sum, each) => sum | BigInt(each.allow), 0n);
    return (bits & ~deny) | allow;
  };
  const overwritesFor = (match: (id: string) => boolean) =>
    overwrites.filter(({ id }) => match(id));
  const everyone = apply(
    base,
    overwritesFor((id) => id === member.guildId),
  );
  const roles = apply(
    everyone,
    overwritesFor((id) => id !== member.guildId && member.roleIds.includes(id)),
  );
  return apply(
    roles,
    overwritesFor((id) => id === member.userId),
  );
}
