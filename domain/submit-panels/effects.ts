import { defineEffect } from '../effects/define-effect.ts';

/** A channel's panel is posted, or shows its text of now. */
export const panelPost = defineEffect({
  kind: 'panel.post',
  version: 1,
  subjectType: 'guild',
  payloadField: 'channelId',
});
