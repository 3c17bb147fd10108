import { z } from 'zod';
import { defineSettingsSection } from '../settings/define-settings-section.ts';
import { parseLogoUrl } from './logo-url.ts';
import { FOOTER_MAX_LENGTH, TEMPLATE_MAX_LENGTH } from './template.ts';

/** Empty: our own text. */
const template = z.string().max(TEMPLATE_MAX_LENGTH).catch('').default('');

/** What artists read of the label (Starter). */
const templates = defineSettingsSection({
  name: 'templates',
  schema: z.object({
    approved: template,
    rejected: template,
    /** Under the number of a demo that has arrived. */
    success: template,
    /** Below the texts of decisions. */
    footer: z.string().max(FOOTER_MAX_LENGTH).catch('').default(''),
    /** Beside the texts of decisions; empty: none. */
    logoUrl: z
      .string()
      .refine((url) => url === '' || parseLogoUrl(url) === url)
      .catch('')
      .default(''),
  }),
});

export const sections = [templates] as const;
