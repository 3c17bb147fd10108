import { z } from 'zod';
import { defineEvent } from '../events/define-event.ts';

const labelName = z.object({ labelName: z.string() });

/** A guild was set up. */
export const setUpDone = defineEvent({
  kind: 'settings.start',
  subjectType: 'guild',
  data: labelName,
  liveKind: null,
});

export const labelRenamed = defineEvent({
  kind: 'settings.rename',
  subjectType: 'guild',
  data: labelName,
  liveKind: null,
});

export const staffChannelSet = defineEvent({
  kind: 'settings.staff_channel',
  subjectType: 'guild',
  data: z.object({ staffChannelId: z.string() }),
  liveKind: null,
});
