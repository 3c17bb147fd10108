import { z } from 'zod';
import { defineSettingsSection } from '../settings/define-settings-section.ts';

const files = defineSettingsSection({
  name: 'files',
  schema: z.object({
    /** Whether sound files are posted in the staff threads on Discord, where their size allows. */
    isPostedOnDiscord: z.boolean().catch(true).default(true),
  }),
});

export const sections = [files] as const;
