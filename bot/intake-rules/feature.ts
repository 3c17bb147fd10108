import type { BotFeature } from '../dispatch/types.ts';
import { chooseHours, submitHours } from './hours-form.ts';
import { chooseRequiredRoles, submitRequiredRoles } from './required-roles.ts';
import { rules } from './rules.ts';
import { openIntake, pauseIntake } from './switch-intake.ts';

export const feature: BotFeature = {
  commands: [rules],
  buttons: [chooseRequiredRoles, chooseHours, openIntake, pauseIntake],
  modals: [submitRequiredRoles, submitHours],
};
