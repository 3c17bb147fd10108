import { z } from 'zod';
import { appendEvent } from '../events/append-event.ts';
import type { EventKind } from '../events/define-event.ts';
import { type MutationScope, query, repeatableMutation } from '../operations/guild-operations.ts';
import { singleLine, snowflakeId } from '../text/schemas.ts';
import { labelRenamed, staffChannelSet } from './events.ts';
import { LABEL_NAME_MAX_LENGTH } from './label-name-length.ts';
import { mergeSettings } from './set-up-guild.ts';
import type { GuildSettings } from './types.ts';

/** @throws VektraError `not_found` unless admin, `not_set_up`, `invalid_input` */
export const renameLabel = repeatableMutation({
  name: 'settings.rename',
  access: 'admin',
  limit: 'staffChange',
  input: z.object({ labelName: singleLine(LABEL_NAME_MAX_LENGTH) }),
  run: (scope, change): Promise<void> => changeSettings(scope, labelRenamed, change),
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
  run: (scope, { channelId }): Promise<void> =>
    changeSettings(scope, staffChannelSet, { staffChannelId: channelId }),
});

/** @throws VektraError `not_found` unless staff, `not_set_up` */
export const get = query({
  name: 'settings.get',
  access: 'staff',
  limit: 'staffQuery',
  read: ({ settings }) => settings(),
});

async function changeSettings<S extends z.ZodType<Partial<GuildSettings>>>(
  { db, actor, deps, settings }: MutationScope,
  event: EventKind<S>,
  change: z.output<S>,
): Promise<void> {
  await settings();
  await mergeSettings(deps.tenancy, db, change);
  await appendEvent(db, actor, event, { subjectId: db.guildId, data: change });
}
