import { z } from 'zod';
import { LABEL_NAME_MAX_LENGTH } from '../../domain/settings/label-name-length.ts';
import { timeZoneName } from '../../domain/time/time-zone.ts';
import { revision, switchField, trimmedText } from '../routing/schemas.server.ts';

export const labelForm = z.object({
  labelName: trimmedText(LABEL_NAME_MAX_LENGTH).min(1, 'text.blank'),
  revision,
});

export const timeZoneForm = z.object({ timeZone: timeZoneName, revision });

export const showListensForm = z.object({ isShownToArtists: switchField, revision });

export const postFilesForm = z.object({ isPostedOnDiscord: switchField, revision });
