import { defineEffect } from '../effects/define-effect.ts';

/** What was uploaded in a session that is over, and did not become a demo's file, is erased. */
export const uploadsErase = defineEffect({
  kind: 'uploads.erase',
  version: 1,
  subjectType: 'guild',
  payloadField: 'sessionId',
});
