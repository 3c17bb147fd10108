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

/** The bot can no longer post in the staff channel, or can again. */
export const staffChannelLost = defineEvent({
  kind: 'settings.staff_channel_lost',
  subjectType: 'guild',
  data: z.object({ staffChannelId: z.string() }),
  liveKind: null,
});
export const staffChannelBack = defineEvent({
  kind: 'settings.staff_channel_back',
  subjectType: 'guild',
  data: z.object({ staffChannelId: z.string() }),
  liveKind: null,
});

export const timeZoneSet = defineEvent({
  kind: 'settings.time_zone',
  subjectType: 'guild',
  data: z.object({ timeZone: z.string() }),
  liveKind: null,
});

export const staffRolesSet = defineEvent({
  kind: 'settings.staff_roles',
  subjectType: 'guild',
  data: z.object({ roleIds: z.array(z.string()) }),
  liveKind: null,
});

export const staffChannelSet = defineEvent({
  kind: 'settings.staff_channel',
  subjectType: 'guild',
  data: z.object({ staffChannelId: z.string() }),
  liveKind: null,
});
