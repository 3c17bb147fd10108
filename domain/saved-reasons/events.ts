import { z } from 'zod';
import { defineEvent } from '../events/define-event.ts';

const data = z.object({ reasonId: z.string(), title: z.string() });

export const reasonSaved = defineEvent({
  kind: 'saved_reason.added',
  subjectType: 'guild',
  data,
  liveKind: null,
});

export const reasonChanged = defineEvent({
  kind: 'saved_reason.changed',
  subjectType: 'guild',
  data,
  liveKind: null,
});

export const reasonMoved = defineEvent({
  kind: 'saved_reason.moved',
  subjectType: 'guild',
  data,
  liveKind: null,
});

export const reasonRemoved = defineEvent({
  kind: 'saved_reason.removed',
  subjectType: 'guild',
  data,
  liveKind: null,
});
