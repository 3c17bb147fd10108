import type { BotFeature } from '../dispatch/types.ts';
import { setup } from './setup.ts';
import { beginSetup, submitSetup } from './setup-form.ts';
import { setupStaff } from './setup-staff.ts';
import { staffStatus } from './staff-status.ts';
import { start } from './start.ts';
import { deliverUndelivered, skipUndelivered } from './undelivered.ts';

export const feature: BotFeature = {
  commands: [start, setupStaff, setup, staffStatus],
  buttons: [beginSetup, deliverUndelivered, skipUndelivered],
  modals: [submitSetup],
};
