import { z } from 'zod';
import { defineEvent } from '../events/define-event.ts';

/** Staff wrote to the artist. */
export const messageSent = defineEvent({
  kind: 'message.to_artist',
  subjectType: 'submission',
  data: z.object({ messageId: z.string() }),
  liveKind: 'message',
});
