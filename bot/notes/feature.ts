import type { BotFeature } from '../dispatch/types.ts';
import { note } from './note.ts';

export const feature: BotFeature = { commands: [note] };
