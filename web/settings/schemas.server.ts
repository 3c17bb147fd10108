import { z } from 'zod';
import { LABEL_NAME_MAX_LENGTH } from '../../domain/settings/label-name-length.ts';
import { MAX_STAFF_ROLES } from '../../domain/settings/max-staff-roles.ts';
import { snowflakeId } from '../../domain/text/schemas.ts';
import { timeZoneName } from '../../domain/time/time-zone.ts';
import { revision, switchField, trimmedText } from '../routing/schemas.server.ts';

export const labelForm = z.object({
  labelName: trimmedText(LABEL_NAME_MAX_LENGTH).min(1, 'text.blank'),
  revision,
});

export const timeZoneForm = z.object({ timeZone: timeZoneName, revision });

/** None chosen: whoever can see the staff channel is staff. */
export const staffRolesForm = z.object({
  roleIds: z.array(snowflakeId).max(MAX_STAFF_ROLES, 'role.too_many').default([]),
  revision,
});

export const showListensForm = z.object({ isShownToArtists: switchField, revision });

export const postFilesForm = z.object({ isPostedOnDiscord: switchField, revision });
