import { z } from 'zod';
import { trimmedText } from '../routing/schemas.server.ts';

/** As people paste codes. */
const CODE_MAX_LENGTH = 100;

export const redeemForm = z.object({ code: trimmedText(CODE_MAX_LENGTH).min(1, 'text.blank') });
