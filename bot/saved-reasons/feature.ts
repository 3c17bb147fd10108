import type { BotFeature } from '../dispatch/types.ts';
import { addReason, changeReason, submitChange, submitReason } from './change-reasons.ts';
import { reasons } from './reasons.ts';

export const feature: BotFeature = {
  commands: [reasons],
  buttons: [addReason],
  selectMenus: [changeReason],
  modals: [submitReason, submitChange],
};
