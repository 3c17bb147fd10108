import type { BotFeature } from '../dispatch/types.ts';
import { dbStatus, setupDb, storage } from './commands.ts';

export const feature: BotFeature = { commands: [dbStatus, setupDb, storage] };
