import type { GuildWriter } from '../../tenancy/types.ts';
import type { Actor } from '../actors/actor.ts';
import { sanitizeName } from '../audit/audit.ts';
import type { Status } from './status.ts';

/** Appends to a submission's timeline. @returns the event's id */
export async function addEvent(
  db: GuildWriter,
  actor: Actor,
  event: {
    number: number;
    kind: 'submitted' | 'status' | 'undone' | 'withdrawn';
    from?: Status;
    to?: Status;
    reason?: string | null;
    id?: string;
  },
): Promise<string> {
  const id = event.id ?? db.newId();
  await db.table('submission_events').insert({
    number: event.number,
    id,
    kind: event.kind,
    at: db.now,
    actor_id: actor.userId,
    actor_name: sanitizeName(actor.name),
    source: actor.source,
    from_status: event.from ?? null,
    to_status: event.to ?? null,
    reason: event.reason ?? null,
  });
  return id;
}
