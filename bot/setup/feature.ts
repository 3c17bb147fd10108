import type { BotFeature } from '../dispatch/types.ts';
import { setup } from './setup.ts';
import { setupStaff } from './setup-staff.ts';
import { staffStatus } from './staff-status.ts';
import { start } from './start.ts';

export const feature: BotFeature = { commands: [start, setupStaff, setup, staffStatus] };
