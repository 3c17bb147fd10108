import { z } from 'zod';
import {
  FOOTER_MAX_LENGTH,
  LOGO_URL_MAX_LENGTH,
  TEMPLATE_MAX_LENGTH,
} from '../../domain/templates/template.ts';
import { revision, trimmedText } from '../routing/schemas.server.ts';

/** Browsers send line ends of two characters. */
const template = z
  .string('text.missing')
  .transform((text) => text.replaceAll('\r\n', '\n'))
  .pipe(trimmedText(TEMPLATE_MAX_LENGTH));

export const templatesForm = z.object({
  approved: template,
  rejected: template,
  success: template,
  footer: trimmedText(FOOTER_MAX_LENGTH),
  logoUrl: trimmedText(LOGO_URL_MAX_LENGTH),
  revision,
});
