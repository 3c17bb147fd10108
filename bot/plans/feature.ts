import type { BotFeature } from '../dispatch/types.ts';
import { premium } from './premium.ts';

export const feature: BotFeature = { commands: [premium] };
