import type { BotFeature } from '../dispatch/types.ts';
import {
  approveDemo,
  chooseStatus,
  openDemo,
  openRejectForm,
  refreshDemo,
  rejectDemo,
  undoDecision,
} from './demo.ts';
import { chooseFilter, panel, refreshList, showList } from './list.ts';

export const feature: BotFeature = {
  commands: [panel],
  buttons: [showList, refreshList, refreshDemo, approveDemo, openRejectForm, undoDecision],
  selectMenus: [chooseFilter, openDemo, chooseStatus],
  modals: [rejectDemo],
};
