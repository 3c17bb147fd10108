import type { BotFeature } from '../dispatch/types.ts';
import { tag } from './tag.ts';

export const feature: BotFeature = { commands: [tag] };
