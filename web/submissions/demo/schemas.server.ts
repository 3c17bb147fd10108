import { z } from 'zod';
import { PRIORITIES } from '../../../domain/submissions/priority.ts';
import { STATUSES } from '../../../domain/submissions/status.ts';
import { TAG_INPUT_MAX_LENGTH } from '../../../domain/tags/tag-length.ts';
import { optionalField } from '../../../domain/text/schemas.ts';
import { trimmedText } from '../../routing/schemas.server.ts';

export const submissionParams = z.object({
  number: z
    .string()
    .regex(/^[1-9][0-9]{0,11}$/)
    .transform(Number),
});

/** A reason; a saved one is sent by its id where no script fills in its text. */
export const reasonForm = z.object({
  reason: trimmedText(1_000).optional(),
  savedReasonId: optionalField(z.uuid('id.malformed')),
});
export const statusForm = z.object({ status: z.enum(STATUSES, 'other') });
export const priorityForm = z.object({ priority: z.enum(PRIORITIES, 'other') });
export const ratingForm = z.object({
  stars: z
    .string('text.missing')
    .regex(/^[1-5]$/, 'other')
    .transform(Number),
});
export const tagForm = z.object({ tag: trimmedText(TAG_INPUT_MAX_LENGTH).min(1, 'text.blank') });
export const fileForm = z.object({ fileId: z.uuid('id.malformed') });
export const messageForm = z.object({ body: trimmedText(2_000).min(1, 'text.blank') });
