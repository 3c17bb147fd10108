import { type APIGuild, type APIOverwrite, PermissionFlagsBits } from 'discord-api-types/v10';

/** Discord's own way to work out permissions: owner, @everyone, roles, then a channel's overwrites. */

const ALL = ~0n;

export function guildPermissions(
  guild: Pick<APIGuild, 'id' | 'owner_id' | 'roles'>,
  userId: string,
  roleIds: readonly string[],
): bigint {
  if (guild.owner_id === userId) return ALL;
  const held = guild.roles.filter(({ id }) => id === guild.id || roleIds.includes(id));
  const bits = held.reduce((sum, role) => sum | BigInt(role.permissions), 0n);
  return bits & PermissionFlagsBits.Administrator ? ALL : bits;
}

export const isGuildAdmin = (permissions: bigint): boolean =>
  (permissions & PermissionFlagsBits.ManageGuild) !== 0n;

export function canViewChannel(
  base: bigint,
  overwrites: readonly APIOverwrite[],
  who: { guildId: string; userId: string; roleIds: readonly string[] },
): boolean {
  if (base === ALL) return true;
  const apply = (bits: bigint, list: readonly APIOverwrite[]) => {
    const deny = list.reduce((sum, each) => sum | BigInt(each.deny), 0n);
    const allow = list.reduce((sum, each) => sum | BigInt(each.allow), 0n);
    return (bits & ~deny) | allow;
  };
  const of = (match: (id: string) => boolean) => overwrites.filter(({ id }) => match(id));
  const everyone = apply(
    base,
    of((id) => id === who.guildId),
  );
  const roles = apply(
    everyone,
    of((id) => id !== who.guildId && who.roleIds.includes(id)),
  );
  const own = apply(
    roles,
    of((id) => id === who.userId),
  );
  return (own & PermissionFlagsBits.ViewChannel) !== 0n;
}
