import type { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import type { Deps } from '../deps.ts';
import { getTenancyFailure } from '../errors/map-tenancy-errors.ts';
import { appendEvent } from './append-event.ts';
import type { EventKind } from './define-event.ts';

/**
 * Appends to the guild's history what has happened outside its database; while that is unavailable
 * or moving, to the control database's audit log.
 */
export async function recordGuildEvent<S extends z.ZodType<Record<string, unknown>>>(
  { tenancy, now }: Deps,
  actor: Actor,
  event: EventKind<S>,
  data: z.output<S>,
): Promise<void> {
  const { guildId, userId } = actor;
  try {
    await tenancy.write(guildId, async (db) => {
      await appendEvent(db, actor, event, { subjectId: guildId, data });
    });
  } catch (error) {
    if (getTenancyFailure(error) === null) throw error;
    await tenancy.control.recordAdminAction({
      adminId: userId,
      guildId,
      act: event.kind,
      details: data,
      now: now(),
    });
  }
}
