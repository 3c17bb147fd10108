import type { BotFeature } from '../dispatch/types.ts';
import { routing, stopApproved, stopRejected } from './routing.ts';

export const feature: BotFeature = {
  commands: [routing],
  buttons: [stopApproved, stopRejected],
};
