import { z } from 'zod';
import type { GuildWriter } from '../../tenancy/types.ts';
import { appendEvent, SYSTEM_ACTOR } from '../events/append-event.ts';
import { defineEvent } from '../events/define-event.ts';

const KIND_MAX_LENGTH = 64;

/** A delivery of a kind that no version knows was removed from a customer database. */
const deliveryRefused = defineEvent({
  kind: 'delivery.refused',
  subjectType: 'guild',
  data: z.object({ kind: z.string() }),
  liveKind: null,
});

/** @param kind as the untrusted database says; cut to 64 characters */
export async function recordRefusedDelivery(db: GuildWriter, kind: string): Promise<void> {
  await appendEvent(db, SYSTEM_ACTOR, deliveryRefused, {
    subjectId: db.guildId,
    data: { kind: kind.slice(0, KIND_MAX_LENGTH) },
  });
}
