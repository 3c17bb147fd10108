import { z } from 'zod';
import { notFound } from '../errors/errors.ts';
import { appendEvent } from '../events/append-event.ts';
import { mutation } from '../operations/guild-operations.ts';
import { reasonMoved } from './events.ts';
import { lockReasons } from './read-reasons.ts';
import { reasonId } from './reason-input.ts';

/**
 * Moves a reason one place up or down; the first one stays first and the last one last.
 * @throws VektraError `not_found` unless staff and for a reason that is gone, `plan_required`,
 * `invalid_input`
 */
export const move = mutation({
  name: 'savedReasons.move',
  access: 'staff',
  feature: 'saved_reasons',
  limit: 'staffChange',
  input: z.object({ reasonId, direction: z.enum(['up', 'down']) }),
  load: ({ db }) => lockReasons(db),
  async run({ db, actor, loaded: reasons }, { reasonId, direction }): Promise<void> {
    const index = reasons.findIndex(({ id }) => id === reasonId);
    const reason = reasons[index];
    if (!reason) throw notFound();
    const other = direction === 'up' ? index - 1 : index + 1;
    if (!reasons[other]) return;
    const moved = reasons.with(index, reasons[other]).with(other, reason);
    await Promise.all([
      // A customer database may hold the same position twice.
      ...moved.map(({ id }, position) =>
        db.table('saved_reasons').where('id', id).update({ position }),
      ),
      appendEvent(db, actor, reasonMoved, {
        subjectId: db.guildId,
        data: { reasonId, title: reason.title },
      }),
    ]);
  },
});
