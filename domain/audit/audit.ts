import type { GuildWriter } from '../../tenancy/types.ts';
import type { Actor } from '../actors/actor.ts';

/** Who did what, from where: one row for every act, in the transaction of the act. */
export async function recordAudit(
  db: GuildWriter,
  actor: Actor,
  action: string,
  target: string | null,
  details: Record<string, unknown> = {},
): Promise<void> {
  await db.table('audit_log').insert({
    id: db.newId(),
    at: db.now,
    actor_id: actor.userId,
    actor_name: sanitizeName(actor.name),
    source: actor.source,
    act: action,
    target,
    details: JSON.stringify(details),
  });
}

/** What Vektra did by itself. @param target is cut at what the column holds */
export async function recordSystemAudit(
  db: GuildWriter,
  action: string,
  target: string,
): Promise<void> {
  await db.table('audit_log').insert({
    id: db.newId(),
    at: db.now,
    actor_id: '0',
    actor_name: 'Vektra',
    source: 'system',
    act: action,
    target: target.replaceAll('\0', '').slice(0, 64),
    details: '{}',
  });
}

/** Names come from Discord, which allows fewer characters than the column; never trust that alone. */
export const sanitizeName = (name: string) => name.replaceAll('\0', '').slice(0, 128);
