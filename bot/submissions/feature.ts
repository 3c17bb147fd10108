import type { BotFeature } from '../dispatch/types.ts';
import { chooseLink } from './choose-link.ts';
import { chooseCorrectedLink, correctDemo, openCorrection } from './correct.ts';
import { myDemos, showMyDemosPage } from './my-demos.ts';
import { mySubs, showMine, submission, withdraw } from './my-submissions.ts';
import { showSubmission } from './show-submission.ts';
import {
  openForm,
  openSecondPage,
  submit,
  submitDemo,
  submitMessage,
  submitSecondPage,
} from './submit.ts';

export const feature: BotFeature = {
  commands: [submit, mySubs, myDemos, submission, withdraw],
  messageCommands: [submitMessage],
  buttons: [showSubmission, showMyDemosPage, openCorrection, openForm, openSecondPage, showMine],
  selectMenus: [chooseLink, chooseCorrectedLink],
  modals: [submitDemo, submitSecondPage, correctDemo],
};
