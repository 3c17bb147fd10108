import { z } from 'zod';
import { defineSettingsSection } from '../settings/define-settings-section.ts';

const intake = defineSettingsSection({
  name: 'intake',
  schema: z.object({ isOpen: z.boolean().catch(true).default(true) }),
  legacyKeys: { isOpen: 'intakeOpen' },
});

export const sections = [intake] as const;
