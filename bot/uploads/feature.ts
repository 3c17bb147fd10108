import type { BotFeature } from '../dispatch/types.ts';
import { addFiles } from './add-files.ts';

export const feature: BotFeature = { buttons: [addFiles] };
