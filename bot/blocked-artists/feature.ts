import type { BotFeature } from '../dispatch/types.ts';
import { block } from './block.ts';
import { unblock } from './unblock.ts';

export const feature: BotFeature = { commands: [block, unblock] };
