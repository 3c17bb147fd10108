import { z } from 'zod';
import type { GuildWriter } from '../../tenancy/types.ts';
import { appendEvent, type EventActor, sanitizeName } from '../events/append-event.ts';
import { defineEvent, type EventKind } from '../events/define-event.ts';
import { PRIORITIES } from './priority.ts';
import { STATUSES, type Status } from './status.ts';

const status = z.enum(STATUSES).catch('in_queue');
const priority = z.enum(PRIORITIES).catch('normal');
const REASON_MAX_READ = 4_000;
const URL_MAX_READ = 4_000;

export const submitted = defineEvent({
  kind: 'submission.submitted',
  subjectType: 'submission',
  data: z.object({ to: status }),
  liveKind: 'submitted',
});

export const statusChanged = defineEvent({
  kind: 'submission.status',
  subjectType: 'submission',
  data: z.object({
    from: status,
    to: status,
    reason: z
      .string()
      .transform((text) => text.slice(0, REASON_MAX_READ))
      .nullable()
      .catch(null),
  }),
  liveKind: 'status',
});

/** A decision was undone. */
export const decisionUndone = defineEvent({
  kind: 'submission.undone',
  subjectType: 'submission',
  data: z.object({ from: status, to: status }),
  liveKind: 'undone',
});

export const withdrawn = defineEvent({
  kind: 'submission.withdrawn',
  subjectType: 'submission',
  data: z.object({ from: status, to: status }),
  liveKind: 'withdrawn',
});

export const priorityChanged = defineEvent({
  kind: 'submission.priority',
  subjectType: 'submission',
  data: z.object({ from: priority, to: priority }),
  liveKind: 'priority',
});

const url = z
  .string()
  .transform((text) => text.slice(0, URL_MAX_READ))
  .nullable()
  .catch(null);

/** The artist corrected the link or the message, before anybody acted on the demo. */
export const corrected = defineEvent({
  kind: 'submission.corrected',
  subjectType: 'submission',
  data: z.object({
    /** The link before and after; the same: it was not changed. Null: there was none. */
    fromUrl: url,
    toUrl: url,
    isMessageChanged: z.boolean().catch(false),
  }),
  liveKind: 'file',
});

/** Their names in `submission_events`. */
const LEGACY_KINDS = {
  'submission.submitted': 'submitted',
  'submission.status': 'status',
  'submission.undone': 'undone',
  'submission.withdrawn': 'withdrawn',
} as const;

interface StatusData {
  from?: Status;
  to: Status;
  reason?: string | null;
}

/**
 * Appends to a submission's history. Also into `submission_events`, which the version before reads:
 * both versions run side by side during a deploy. @returns the event's id
 */
export async function appendSubmissionEvent<S extends z.ZodType<StatusData>>(
  db: GuildWriter,
  actor: EventActor,
  kind: EventKind<S, keyof typeof LEGACY_KINDS>,
  event: { number: number; data: z.output<S>; id?: string },
): Promise<string> {
  const { number, id = db.newId() } = event;
  const { from, to, reason }: StatusData = event.data;
  await Promise.all([
    appendEvent(db, actor, kind, { subjectId: number, data: event.data, id }),
    db.table('submission_events').insert({
      number,
      id,
      kind: LEGACY_KINDS[kind.kind],
      at: db.now,
      actor_id: actor.userId,
      actor_name: sanitizeName(actor.name),
      source: actor.source,
      from_status: from ?? null,
      to_status: to,
      reason: reason ?? null,
    }),
  ]);
  return id;
}
