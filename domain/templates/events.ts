import { z } from 'zod';
import { defineEvent } from '../events/define-event.ts';

/** Which texts for artists were changed. */
export const templatesSet = defineEvent({
  kind: 'settings.templates',
  subjectType: 'guild',
  data: z.object({ changed: z.array(z.string()) }),
  liveKind: null,
});
