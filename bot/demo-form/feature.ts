import type { BotFeature } from '../dispatch/types.ts';
import {
  addStandardPart,
  form,
  movePartDown,
  movePartUp,
  removeFromForm,
  requireAnswer,
  setCondition,
  showForm,
  showPart,
  unrequireAnswer,
} from './form.ts';
import { addQuestion, editPart, submitPart, submitQuestion } from './part-form.ts';

export const feature: BotFeature = {
  commands: [form],
  buttons: [
    addStandardPart,
    editPart,
    movePartDown,
    movePartUp,
    removeFromForm,
    requireAnswer,
    showForm,
    unrequireAnswer,
  ],
  selectMenus: [addQuestion, setCondition, showPart],
  modals: [submitPart, submitQuestion],
};
