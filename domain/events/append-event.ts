import type { z } from 'zod';
import type { GuildWriter } from '../../tenancy/types.ts';
import type { EventKind } from './define-event.ts';

/** Who caused an event. */
export interface EventActor {
  userId: string;
  name: string;
  source: 'discord' | 'dashboard' | 'system' | 'operator';
}

/** Vektra itself. */
export const SYSTEM_ACTOR: EventActor = { userId: '0', name: 'Vektra', source: 'system' };

/**
 * Appends to the guild's history in the transaction of the change, and notifies live dashboards
 * after the commit.
 * @param event.subjectId a submission's number or the guild's id, by the kind's `subjectType`
 * @param event.id the row's id, if it is needed before; a new one by default
 * @param event.at epoch ms; by default the time of the transaction
 * @returns the event's id
 */
export async function appendEvent<S extends z.ZodType>(
  db: GuildWriter,
  actor: EventActor,
  { kind, subjectType, liveKind }: EventKind<S>,
  event: { subjectId: number | string; data: z.output<S>; id?: string; at?: number },
): Promise<string> {
  const { subjectId, data, id = db.newId(), at = db.now } = event;
  await db.table('events').insert({
    subject_type: subjectType,
    subject_id: String(subjectId),
    id,
    kind,
    at,
    actor_id: actor.userId,
    actor_name: sanitizeName(actor.name),
    source: actor.source,
    data: JSON.stringify(data),
  });
  if (liveKind && subjectType === 'submission')
    db.publishChange({ number: Number(subjectId), kind: liveKind });
  return id;
}

/**
 * Names come from Discord, which allows fewer characters than the column; never trust that alone.
 */
export const sanitizeName = (name: string): string => name.replaceAll('\0', '').slice(0, 128);
