import type { BotFeature } from '../dispatch/types.ts';
import { reopenForm } from './reopen-button.ts';

export const feature: BotFeature = { buttons: [reopenForm] };
