import { defineEffect } from '../effects/define-effect.ts';

/** A subject's platform is asked for title, artist and artwork of its track. */
export const trackDescribe = defineEffect({
  kind: 'track.describe',
  version: 1,
  subjectType: 'submission',
  payloadField: null,
});
