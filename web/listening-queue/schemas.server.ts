import { z } from 'zod';
import { REASON_MAX_LENGTH } from '../../domain/review/reason-length.ts';
import { STATUSES } from '../../domain/submissions/status.ts';
import { optionalField } from '../../domain/text/schemas.ts';
import { noteForm } from '../notes/schemas.server.ts';
import { trimmedText } from '../routing/schemas.server.ts';

const numberText = (pattern: RegExp) => z.string('other').regex(pattern, 'other').transform(Number);
const demoNumber = numberText(/^[1-9][0-9]{0,11}$/);
const position = numberText(/^(?:0|[1-9][0-9]{0,11})$/);

/** The page's address: a demo, or the first one after a number; else where the person left off. */
export const listenSearch = z.object({ demo: demoNumber.optional(), after: position.optional() });

export const demoForm = z.object({ number: demoNumber });
export const rejectForm = demoForm.extend({
  reason: trimmedText(REASON_MAX_LENGTH).optional(),
  savedReasonId: optionalField(z.uuid('id.malformed')),
});
export const statusForm = demoForm.extend({ status: z.enum(STATUSES, 'other') });
export const placeForm = z.object({ number: position });
/** A note, and its demo. */
export const demoNoteForm = demoForm.and(noteForm);
