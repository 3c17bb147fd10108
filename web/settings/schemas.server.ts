import { z } from 'zod';
import { LABEL_NAME_MAX_LENGTH } from '../../domain/settings/label-name-length.ts';
import { trimmedText } from '../routing/schemas.server.ts';

export const labelForm = z.object({
  labelName: trimmedText(LABEL_NAME_MAX_LENGTH).min(1, 'text.blank'),
});
