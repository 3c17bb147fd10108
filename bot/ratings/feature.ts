import type { BotFeature } from '../dispatch/types.ts';
import { rate } from './rate.ts';

export const feature: BotFeature = { commands: [rate] };
