import { z } from 'zod';
import { defineEvent } from '../events/define-event.ts';
import { MAX_STARS } from './stars.ts';

export const rated = defineEvent({
  kind: 'rating.given',
  subjectType: 'submission',
  data: z.object({ stars: z.number().int().min(1).max(MAX_STARS).catch(1) }),
  liveKind: 'rating',
});

export const ratingRemoved = defineEvent({
  kind: 'rating.removed',
  subjectType: 'submission',
  data: z.object({}),
  liveKind: 'rating',
});
