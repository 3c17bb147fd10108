import { defineEffect } from '../effects/define-effect.ts';

const messageEffect = (kind: string) =>
  defineEffect({ kind, version: 1, subjectType: 'submission', payloadField: 'messageId' });

/** Staff's message to the artist. */
export const messageDm = messageEffect('dm.message');
/** A message of either side in the submission's thread. */
export const threadMessage = messageEffect('thread.message');
/** Staff are told in the thread that their message was not delivered. */
export const undeliveredNotice = messageEffect('thread.notice');
