import type { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import type { Deps } from '../deps.ts';
import { getTenancyFailure } from '../errors/map-tenancy-errors.ts';
import { appendEvent } from '../events/append-event.ts';
import type { storageEvents } from './events.ts';

type StorageEvent = (typeof storageEvents)[keyof typeof storageEvents];

/**
 * Appends to the guild's history; while its database is unavailable or moving, to the control
 * database's audit log: the change itself has happened.
 */
export async function recordStorageEvent(
  { tenancy, now }: Deps,
  actor: Actor,
  event: StorageEvent,
  data: z.output<StorageEvent['data']> = { target: null },
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
