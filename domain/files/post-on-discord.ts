import { z } from 'zod';
import { appendEvent } from '../events/append-event.ts';
import { repeatableMutation } from '../operations/guild-operations.ts';
import { writeSection } from '../settings/set-up-guild.ts';
import { filesPosted } from './events.ts';

/**
 * Whether sound files are posted in the staff threads on Discord. Those that are there stay.
 * @throws VektraError `not_found` unless admin, `not_set_up`, `conflict` when it was changed since
 * the revision that the caller saw
 */
export const postOnDiscord = repeatableMutation({
  name: 'files.post_on_discord',
  access: 'admin',
  limit: 'staffChange',
  input: z.object({
    isPostedOnDiscord: z.boolean(),
    revision: z.number().int().nonnegative().optional(),
  }),
  async run({ db, actor, deps, settings }, { isPostedOnDiscord, revision }): Promise<void> {
    await settings();
    await writeSection(deps.tenancy, db, 'files', { isPostedOnDiscord }, { revision });
    await appendEvent(db, actor, filesPosted, {
      subjectId: db.guildId,
      data: { isPostedOnDiscord },
    });
  },
});
