import type { BotFeature } from '../dispatch/types.ts';
import { premium } from './premium.ts';
import { proStatus } from './pro-status.ts';
import { redeem } from './redeem.ts';
import { trial } from './trial.ts';

export const feature: BotFeature = { commands: [premium, proStatus, redeem], buttons: [trial] };
