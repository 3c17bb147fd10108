import { z } from 'zod';
import { defineEvent } from '../events/define-event.ts';

/** What artists are asked, by the names of its parts. */
export const formSet = defineEvent({
  kind: 'settings.form',
  subjectType: 'guild',
  data: z.object({ labels: z.array(z.string()) }),
  liveKind: null,
});
