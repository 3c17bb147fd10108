import { z } from 'zod';
import { defineEvent } from '../events/define-event.ts';

/** Somebody of the staff was the first to listen to a demo. Who listens later is no event. */
export const firstListened = defineEvent({
  kind: 'listen.first',
  subjectType: 'submission',
  data: z.object({}),
  liveKind: 'listen',
});

export const listensShown = defineEvent({
  kind: 'settings.show_listens',
  subjectType: 'guild',
  data: z.object({ isShownToArtists: z.boolean() }),
  liveKind: null,
});
