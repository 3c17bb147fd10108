import { query } from '../operations/guild-operations.ts';
import { assertMaySend } from './may-send.ts';

/** For who is about to fill in the form. @throws VektraError as {@link assertMaySend} */
export const checkIntake = query({
  name: 'submissions.check_intake',
  access: 'member',
  limit: 'artistQuery',
  read: (scope): Promise<void> => assertMaySend(scope, scope.deps.now()),
});
