import { z } from 'zod';
import { defineEvent } from '../events/define-event.ts';

/** Artists can send demos from now on, or no longer can. */
export const intakeSet = defineEvent({
  kind: 'settings.intake',
  subjectType: 'guild',
  data: z.object({ isOpen: z.boolean() }),
  liveKind: null,
});

/** When the label takes demos. */
export const hoursSet = defineEvent({
  kind: 'settings.hours',
  subjectType: 'guild',
  data: z.object({
    isLimited: z.boolean(),
    days: z.array(z.object({ from: z.number(), to: z.number() }).nullable()),
    answer: z.string().nullable(),
  }),
  liveKind: null,
});

/** The rules that were changed, as they are now. */
export const rulesSet = defineEvent({
  kind: 'settings.rules',
  subjectType: 'guild',
  data: z.object({
    cooldownHours: z.number().optional(),
    duplicates: z.string().optional(),
    maxOpen: z.number().optional(),
    maxPerPeriod: z.number().optional(),
    periodDays: z.number().optional(),
    requiredRoleIds: z.array(z.string()).optional(),
  }),
  liveKind: null,
});
