import { notFound } from '../errors/errors.ts';
import type { GuildSettings } from '../settings/types.ts';
import type { Actor } from './actor.ts';

/** Staff: an admin, has a configured staff role, or can see the staff channel. */
export async function isStaff(actor: Actor, settings: GuildSettings): Promise<boolean> {
  if (actor.isAdmin) return true;
  if (settings.staff.roleIds.some((role) => actor.roleIds.includes(role))) return true;
  const { channelId } = settings.staff;
  return channelId !== null && actor.canView(channelId);
}

/** @throws VektraError `not_found`: somebody without the right learns nothing */
export async function requireStaff(actor: Actor, settings: GuildSettings): Promise<void> {
  if (!(await isStaff(actor, settings))) throw notFound();
}

/** @throws VektraError `not_found` */
export function requireAdmin(actor: Actor): void {
  if (!actor.isAdmin) throw notFound();
}
