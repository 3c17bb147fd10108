import type { BotFeature } from '../dispatch/types.ts';
import { changeTemplate, submitTemplate, templates } from './templates.ts';

export const feature: BotFeature = {
  commands: [templates],
  selectMenus: [changeTemplate],
  modals: [submitTemplate],
};
