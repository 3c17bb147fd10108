import type { BotFeature } from '../dispatch/types.ts';
import { submitPanel } from './submit-panel.ts';

export const feature: BotFeature = { commands: [submitPanel] };
