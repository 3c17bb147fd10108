import { z } from 'zod';
import { defineEvent } from '../events/define-event.ts';

const data = z.object({ tag: z.string().max(200).catch('') });

export const tagAdded = defineEvent({
  kind: 'tag.added',
  subjectType: 'submission',
  data,
  liveKind: 'tag',
});

export const tagRemoved = defineEvent({
  kind: 'tag.removed',
  subjectType: 'submission',
  data,
  liveKind: 'tag',
});
