import type { BotFeature } from '../dispatch/types.ts';
import { selectSubmission } from './which-submission.ts';

export const feature: BotFeature = { selectMenus: [selectSubmission] };
