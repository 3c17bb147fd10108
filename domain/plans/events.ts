import { z } from 'zod';
import { defineEvent } from '../events/define-event.ts';

const data = z.object({ plan: z.string(), endsAt: z.number() });

/** What somebody in the guild did about its plan. */
export const trialStarted = defineEvent({
  kind: 'plans.trial_started',
  subjectType: 'guild',
  data,
  liveKind: null,
});
export const codeRedeemed = defineEvent({
  kind: 'plans.code_redeemed',
  subjectType: 'guild',
  data,
  liveKind: null,
});
