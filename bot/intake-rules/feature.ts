import type { BotFeature } from '../dispatch/types.ts';
import { chooseRequiredRoles, submitRequiredRoles } from './required-roles.ts';
import { rules } from './rules.ts';
import { openIntake, pauseIntake } from './switch-intake.ts';

export const feature: BotFeature = {
  commands: [rules],
  buttons: [chooseRequiredRoles, openIntake, pauseIntake],
  modals: [submitRequiredRoles],
};
