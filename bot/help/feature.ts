import type { BotFeature } from '../dispatch/types.ts';
import { help } from './help.ts';
import { invite } from './invite.ts';

export const feature: BotFeature = { commands: [help, invite] };
