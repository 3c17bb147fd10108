import { z } from 'zod';
import { appendEvent } from '../events/append-event.ts';
import { query, repeatableMutation } from '../operations/guild-operations.ts';
import { singleLine, snowflakeId } from '../text/schemas.ts';
import { labelRenamed, staffChannelSet } from './events.ts';
import { LABEL_NAME_MAX_LENGTH } from './label-name-length.ts';
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
    await settings();
    await writeSection(deps.tenancy, db, 'staff', { channelId });
    await appendEvent(db, actor, staffChannelSet, {
      subjectId: db.guildId,
      data: { staffChannelId: channelId },
    });
  },
});

/** @throws VektraError `not_found` unless staff, `not_set_up` */
export const get = query({
  name: 'settings.get',
  access: 'staff',
  limit: 'staffQuery',
  read: ({ settings }) => settings(),
});
