import { defineEffect } from '../effects/define-effect.ts';

/** Which track a submission's short link leads to. */
export const linkResolve = defineEffect({
  kind: 'link.resolve',
  version: 1,
  subjectType: 'submission',
  payloadField: null,
});
