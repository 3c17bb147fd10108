import { z } from 'zod';
import { LABEL_NAME_MAX_LENGTH } from '../../domain/settings/label-name-length.ts';
import { trimmedText } from '../routing/schemas.server.ts';

/** Of the settings that the page showed; a page of the version before does not send it. */
const revision = z.coerce.number().int().nonnegative().optional();

export const labelForm = z.object({
  labelName: trimmedText(LABEL_NAME_MAX_LENGTH).min(1, 'text.blank'),
  revision,
});

/** A switch that is off is not sent. */
const switchField = z
  .literal('yes')
  .optional()
  .transform((value) => value === 'yes');

export const showListensForm = z.object({ isShownToArtists: switchField, revision });

export const postFilesForm = z.object({ isPostedOnDiscord: switchField, revision });
