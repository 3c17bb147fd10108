import { z } from 'zod';
import { defineEvent } from '../events/define-event.ts';

/** The channels for decided demos that were changed, as they are now. */
export const routingSet = defineEvent({
  kind: 'settings.routing',
  subjectType: 'guild',
  data: z.object({
    approvedChannelId: z.string().nullable().optional(),
    rejectedChannelId: z.string().nullable().optional(),
  }),
  liveKind: null,
});
