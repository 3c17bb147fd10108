import { z } from 'zod';
import { defineSettingsSection } from '../settings/define-settings-section.ts';

const listens = defineSettingsSection({
  name: 'listens',
  schema: z.object({
    /** Whether artists are told that their demo was listened to; not by whom or for how long. */
    isShownToArtists: z.boolean().catch(false).default(false),
  }),
});

export const sections = [listens] as const;
