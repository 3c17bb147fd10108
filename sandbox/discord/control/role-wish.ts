import { z } from 'zod';
import { announceRole } from '../acts/announce.ts';
import type { Core } from '../core.ts';
import type { GuildRecord, RoleRecord } from '../state/types.ts';
import { bits, ControlError, flag, id } from './operation.ts';

export const roleWish = z.object({
  id: id.optional(),
  name: z.string().min(1).max(100),
  permissions: bits.default('0'),
  color: z.number().int().optional(),
  hoist: flag.optional(),
  mentionable: flag.optional(),
});

export function makeRole(
  core: Core,
  guild: GuildRecord,
  wish: z.output<typeof roleWish>,
): RoleRecord {
  const role: RoleRecord = {
    id: wish.id ?? core.newId(),
    name: wish.name,
    color: wish.color ?? 0,
    hoist: wish.hoist ?? false,
    position: guild.roles.size,
    permissions: wish.permissions,
    managed: false,
    mentionable: wish.mentionable ?? false,
    botId: null,
  };
  guild.roles.set(role.id, role);
  announceRole(core, 'create', guild, role);
  return role;
}

/** Roles may be named by name or id. */
export function roleIdsOf(guild: GuildRecord, names: string[]): string[] {
  return names.map((name) => {
    const role =
      guild.roles.get(name) ?? [...guild.roles.values()].find((item) => item.name === name);
    if (!role) throw new ControlError(400, 'UNKNOWN_ROLE', `The server has no role ${name}.`);
    return role.id;
  });
}
