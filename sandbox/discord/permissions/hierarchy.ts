import { discordError } from '../errors/discord-error.ts';
import { compareIds } from '../state/snowflake.ts';
import type { GuildRecord, MemberRecord, RoleRecord } from '../state/types.ts';
import { computeGuildPermissions } from './compute.ts';
import { requireGuildPermission } from './require.ts';

/** By position; of two at the same one the older is the higher. */
function compareRoles(a: RoleRecord, b: RoleRecord): number {
  return a.position - b.position || compareIds(b.id, a.id);
}

function getHighestRole(guild: GuildRecord, member: MemberRecord): RoleRecord {
  return member.roles
    .flatMap((id) => guild.roles.get(id) ?? [])
    .reduce((a, b) => (compareRoles(a, b) >= 0 ? a : b), guild.roles.get(guild.id)!);
}

/** 50013 for a role that is not below the actor's highest; the owner is above all. */
export function requireAboveRole(guild: GuildRecord, actorId: string, role: RoleRecord): void {
  if (guild.ownerId === actorId) return;
  const actor = guild.members.get(actorId)!;
  if (compareRoles(getHighestRole(guild, actor), role) <= 0) throw discordError(50013);
}

/** 50013 for a member whose highest role is not below the actor's; nobody is above the owner. */
export function requireAboveMember(
  guild: GuildRecord,
  actorId: string,
  target: MemberRecord,
): void {
  if (target.userId === guild.ownerId) throw discordError(50013);
  requireAboveRole(guild, actorId, getHighestRole(guild, target));
}

/** 50013 when the actor would grant what it does not have itself. */
export function requireGrantable(guild: GuildRecord, actorId: string, permissions: string): void {
  const own = computeGuildPermissions(guild, requireGuildPermission(guild, actorId, 0n));
  if (BigInt(permissions) & ~own) throw discordError(50013);
}
