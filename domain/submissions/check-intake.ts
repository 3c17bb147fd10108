import { query } from '../operations/guild-operations.ts';
import { assertIntakeOpen } from './submit.ts';

/**
 * Whether the label takes demos, for who is about to fill in the form.
 * @throws VektraError `not_set_up`, `intake_closed`
 */
export const checkIntake = query({
  name: 'submissions.check_intake',
  access: 'member',
  limit: 'artistQuery',
  async read({ settings }): Promise<void> {
    assertIntakeOpen(await settings());
  },
});
