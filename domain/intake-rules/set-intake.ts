import { z } from 'zod';
import { appendEvent } from '../events/append-event.ts';
import { repeatableMutation } from '../operations/guild-operations.ts';
import { writeSection } from '../settings/set-up-guild.ts';
import { intakeSet } from './events.ts';

/**
 * Whether artists can send demos.
 * @throws VektraError `not_found` unless admin, `not_set_up`, `conflict` when it was changed since
 * the revision that the caller saw
 */
export const setIntake = repeatableMutation({
  name: 'intakeRules.set_intake',
  access: 'admin',
  limit: 'staffChange',
  input: z.object({
    isOpen: z.boolean(),
    revision: z.number().int().nonnegative().optional(),
  }),
  async run({ db, actor, deps, settings }, { isOpen, revision }): Promise<void> {
    await settings();
    await writeSection(deps.tenancy, db, 'intake', { isOpen }, { revision });
    await appendEvent(db, actor, intakeSet, { subjectId: db.guildId, data: { isOpen } });
  },
});
