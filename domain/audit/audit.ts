import type { GuildWriter } from '../../tenancy/types.ts';
import type { Actor } from '../actors/actor.ts';

/** Who did what, from where: one row for every act, in the transaction of the act. */
export async function audit(
  db: GuildWriter,
  actor: Actor,
  act: string,
  target: string | null,
  details: Record<string, unknown> = {},
): Promise<void> {
  await db.table('audit_log').insert({
    id: db.newId(),
    at: db.now,
    actor_id: actor.userId,
    actor_name: storedName(actor.name),
    source: actor.source,
    act,
    target,
    details: JSON.stringify(details),
  });
}

/** What Vektra did by itself. @param target is cut at what the column holds */
export async function auditSystem(db: GuildWriter, act: string, target: string): Promise<void> {
  await db.table('audit_log').insert({
    id: db.newId(),
    at: db.now,
    actor_id: '0',
    actor_name: 'Vektra',
    source: 'system',
    act,
    target: target.replaceAll('\0', '').slice(0, 64),
    details: '{}',
  });
}

/** Names come from Discord, which allows fewer characters than the column; never trust that alone. */
export const storedName = (name: string) => name.replaceAll('\0', '').slice(0, 128);
