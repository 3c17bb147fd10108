import { z } from 'zod';
import { defineEvent } from '../events/define-event.ts';

const data = z.object({ name: z.string().max(400).catch('') });

/** Staff removed a file of a demo, or its artist while nobody had acted on it. */
export const fileRemoved = defineEvent({
  kind: 'file.removed',
  subjectType: 'submission',
  data,
  liveKind: 'file',
});

/** The artist added a file to a demo that staff have. */
export const fileAdded = defineEvent({
  kind: 'file.added',
  subjectType: 'submission',
  data,
  liveKind: 'file',
});

export const filesPosted = defineEvent({
  kind: 'settings.post_files',
  subjectType: 'guild',
  data: z.object({ isPostedOnDiscord: z.boolean() }),
  liveKind: null,
});
