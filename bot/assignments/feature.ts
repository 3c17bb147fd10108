import type { BotFeature } from '../dispatch/types.ts';
import { assign } from './assign.ts';

export const feature: BotFeature = { commands: [assign] };
