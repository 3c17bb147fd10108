import { z } from 'zod';
import { defineEvent } from '../events/define-event.ts';

const data = z.object({ artistId: z.string() });

export const artistBlocked = defineEvent({
  kind: 'artist.blocked',
  subjectType: 'guild',
  data,
  liveKind: null,
});

export const artistUnblocked = defineEvent({
  kind: 'artist.unblocked',
  subjectType: 'guild',
  data,
  liveKind: null,
});
