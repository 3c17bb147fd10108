import { z } from 'zod';
import { defineEvent } from '../events/define-event.ts';

/** Of whoever takes care of the subject from then on, or did until then. */
const data = z.object({
  assigneeId: z.string().max(20).catch('0'),
  assigneeName: z.string().max(128).catch(''),
});

export const assigned = defineEvent({
  kind: 'assignment.set',
  subjectType: 'submission',
  data,
  liveKind: 'assignment',
});

export const unassigned = defineEvent({
  kind: 'assignment.removed',
  subjectType: 'submission',
  data,
  liveKind: 'assignment',
});
