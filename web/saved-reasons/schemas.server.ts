import { z } from 'zod';
import { REASON_MAX_LENGTH } from '../../domain/review/reason-length.ts';
import { SAVED_REASON_TITLE_MAX_LENGTH } from '../../domain/saved-reasons/limits.ts';
import { trimmedText } from '../routing/schemas.server.ts';

export const reasonForm = z.object({
  title: trimmedText(SAVED_REASON_TITLE_MAX_LENGTH).min(1, 'text.blank'),
  text: trimmedText(REASON_MAX_LENGTH).min(1, 'text.blank'),
});

export const reasonIdForm = z.object({ reasonId: z.uuid('id.malformed') });

export const reasonChangeForm = reasonForm.extend({
  ...reasonIdForm.shape,
  revision: z.coerce.number().int().nonnegative(),
});
