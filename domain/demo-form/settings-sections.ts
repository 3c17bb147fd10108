import { z } from 'zod';
import { defineSettingsSection } from '../settings/define-settings-section.ts';
import { DEFAULT_PARTS, formParts } from './form-part.ts';

/**
 * The label's form (Starter). A section, not a table: artists can fill it in while the label's
 * database is away.
 */
const form = defineSettingsSection({
  name: 'form',
  schema: z.object({ parts: formParts.catch(DEFAULT_PARTS).default(DEFAULT_PARTS) }),
});

export const sections = [form] as const;
