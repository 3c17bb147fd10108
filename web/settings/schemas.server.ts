import { z } from 'zod';
import { LABEL_NAME_MAX_LENGTH } from '../../domain/settings/label-name-length.ts';
import { trimmedText } from '../routing/schemas.server.ts';

export const labelForm = z.object({
  labelName: trimmedText(LABEL_NAME_MAX_LENGTH).min(1, 'text.blank'),
  /** Of the settings that the page showed; a page of the version before does not send it. */
  revision: z.coerce.number().int().nonnegative().optional(),
});
