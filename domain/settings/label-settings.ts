import { z } from 'zod';
import { VektraError } from '../errors/errors.ts';
import { appendEvent } from '../events/append-event.ts';
import { query, repeatableMutation } from '../operations/guild-operations.ts';
import { singleLine, snowflakeId } from '../text/schemas.ts';
import { timeZoneName } from '../time/time-zone.ts';
import { labelRenamed, staffChannelSet, staffRolesSet, timeZoneSet } from './events.ts';
import { LABEL_NAME_MAX_LENGTH } from './label-name-length.ts';
import { MAX_STAFF_ROLES } from './max-staff-roles.ts';
import { writeSection } from './set-up-guild.ts';

/**
 * @throws VektraError `not_found` unless admin, `not_set_up`, `invalid_input`, `conflict` when the
 * label's settings were changed since the revision that the caller saw
 */
export const renameLabel = repeatableMutation({
  name: 'settings.rename',
  access: 'admin',
  limit: 'staffChange',
  input: z.object({
    labelName: singleLine(LABEL_NAME_MAX_LENGTH),
    revision: z.number().int().nonnegative().optional(),
  }),
  async run({ db, actor, deps, settings }, { labelName, revision }): Promise<void> {
    await settings();
    await writeSection(deps.tenancy, db, 'label', { labelName }, { revision });
    await appendEvent(db, actor, labelRenamed, { subjectId: db.guildId, data: { labelName } });
  },
});

/**
 * @throws VektraError `not_found` unless admin, `not_set_up`, `invalid_input`, `conflict` when it
 * was changed since the revision that the caller saw
 */
export const setTimeZone = repeatableMutation({
  name: 'settings.time_zone',
  access: 'admin',
  limit: 'staffChange',
  input: z.object({
    timeZone: timeZoneName,
    revision: z.number().int().nonnegative().optional(),
  }),
  async run({ db, actor, deps, settings }, { timeZone, revision }): Promise<void> {
    await settings();
    await writeSection(deps.tenancy, db, 'time', { timeZone }, { revision });
    await appendEvent(db, actor, timeZoneSet, { subjectId: db.guildId, data: { timeZone } });
  },
});

/**
 * Where cards are posted. Whoever can see this channel is staff, so the adapter has checked with
 * Discord that it is not open to everyone.
 * @throws VektraError `not_found` unless admin, `not_set_up`
 */
export const setStaffChannel = repeatableMutation({
  name: 'settings.staff_channel',
  access: 'admin',
  limit: 'staffChange',
  input: z.object({ channelId: snowflakeId }),
  async run({ db, actor, deps, settings }, { channelId }): Promise<void> {
    const { staffChannelLoss } = await settings();
    await writeSection(deps.tenancy, db, 'staff', { channelId });
    if (staffChannelLoss.channelId !== null)
      await writeSection(deps.tenancy, db, 'staffChannelLoss', { channelId: null });
    await appendEvent(db, actor, staffChannelSet, {
      subjectId: db.guildId,
      data: { staffChannelId: channelId },
    });
  },
});

/**
 * Whoever has one of these roles is staff, beside those who can see the staff channel.
 * @throws VektraError `not_found` unless admin, `not_set_up`, `invalid_input` for @everyone,
 * `conflict` when it was changed since the revision that the caller saw
 */
export const setStaffRoles = repeatableMutation({
  name: 'settings.staff_roles',
  access: 'admin',
  limit: 'staffChange',
  input: z.object({
    roleIds: z.array(snowflakeId).max(MAX_STAFF_ROLES),
    revision: z.number().int().nonnegative().optional(),
  }),
  async run({ db, actor, deps, settings }, { roleIds, revision }): Promise<void> {
    // The role of @everyone has the guild's id.
    if (roleIds.includes(db.guildId))
      throw new VektraError('invalid_input', {
        fields: [{ field: 'roleIds', problem: 'role.everyone' }],
      });
    await settings();
    await writeSection(deps.tenancy, db, 'staff', { roleIds }, { revision });
    await appendEvent(db, actor, staffRolesSet, { subjectId: db.guildId, data: { roleIds } });
  },
});

/** @throws VektraError `not_found` unless staff, `not_set_up` */
export const get = query({
  name: 'settings.get',
  access: 'staff',
  limit: 'staffQuery',
  read: ({ settings }) => settings(),
});
