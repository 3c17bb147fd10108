import { loadStaffChannelLoss, settingsEffects } from '../../domain/index.ts';
import { defineDeliverer } from '../deliver/types.ts';
import { notifyStaffChannelLost } from './staff-channel-lost.ts';

export const deliverers = [
  defineDeliverer({
    effect: settingsEffects.staffChannelLostDm,
    load: loadStaffChannelLoss,
    deliver: notifyStaffChannelLost,
  }),
];
