import { z } from 'zod';
import { announceRole } from '../actions/announce.ts';
import type { Core } from '../core.ts';
import type { GuildRecord, RoleRecord } from '../state/types.ts';
import { bits, ControlError, flag, id } from './operation.ts';

export const roleInput = z.object({
  id: id.optional(),
  name: z.string().min(1).max(100),
  permissions: bits.default('0'),
  color: z.number().int().optional(),
  hoist: flag.optional(),
  mentionable: flag.optional(),
});

export function createRoleFromInput(
  core: Core,
  guild: GuildRecord,
  input: z.output<typeof roleInput>,
): RoleRecord {
  const role: RoleRecord = {
    id: input.id ?? core.newId(),
    name: input.name,
    color: input.color ?? 0,
    hoist: input.hoist ?? false,
    position: guild.roles.size,
    permissions: input.permissions,
    managed: false,
    mentionable: input.mentionable ?? false,
    botId: null,
  };
  guild.roles.set(role.id, role);
  announceRole(core, 'create', guild, role);
  return role;
}

/** Roles may be named by name or id. */
export function resolveRoleIds(guild: GuildRecord, names: string[]): string[] {
  return names.map((name) => {
    const role =
      guild.roles.get(name) ?? [...guild.roles.values()].find((item) => item.name === name);
    if (!role) throw new ControlError(400, 'UNKNOWN_ROLE', `The server has no role ${name}.`);
    return role.id;
  });
}
