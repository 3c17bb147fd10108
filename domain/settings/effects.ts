import { defineEffect } from '../effects/define-effect.ts';

/** The label's admins are told that its staff channel is lost. */
export const staffChannelLostDm = defineEffect({
  kind: 'dm.channel_lost',
  version: 1,
  subjectType: 'guild',
  payloadField: null,
});
