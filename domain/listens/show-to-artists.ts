import { z } from 'zod';
import { appendEvent } from '../events/append-event.ts';
import { repeatableMutation } from '../operations/guild-operations.ts';
import { writeSection } from '../settings/set-up-guild.ts';
import { listensShown } from './events.ts';

/**
 * Whether artists see that their demo was listened to.
 * @throws VektraError `not_found` unless admin, `not_set_up`, `conflict` when it was changed since
 * the revision that the caller saw
 */
export const showToArtists = repeatableMutation({
  name: 'listens.show_to_artists',
  access: 'admin',
  limit: 'staffChange',
  input: z.object({
    isShownToArtists: z.boolean(),
    revision: z.number().int().nonnegative().optional(),
  }),
  async run({ db, actor, deps, settings }, { isShownToArtists, revision }): Promise<void> {
    await settings();
    await writeSection(deps.tenancy, db, 'listens', { isShownToArtists }, { revision });
    await appendEvent(db, actor, listensShown, {
      subjectId: db.guildId,
      data: { isShownToArtists },
    });
  },
});
