import { z } from 'zod';
import { appendEvent } from '../events/append-event.ts';
import { repeatableMutation } from '../operations/guild-operations.ts';
import { reasonRemoved } from './events.ts';
import { parseReason } from './read-reasons.ts';
import { reasonId } from './reason-input.ts';

/**
 * Removes a reason. Decisions that used it keep what they said.
 * @throws VektraError `not_found` unless staff, `plan_required`, `invalid_input`
 * @returns its title; null: it was already gone
 */
export const remove = repeatableMutation({
  name: 'savedReasons.remove',
  access: 'staff',
  feature: 'saved_reasons',
  limit: 'staffChange',
  input: z.object({ reasonId }),
  load: ({ db }, { reasonId }) =>
    db.table('saved_reasons').where('id', reasonId).forUpdate().first(),
  async run({ db, actor, loaded: row }, { reasonId }): Promise<{ title: string } | null> {
    if (!row) return null;
    const { title } = parseReason(row);
    await Promise.all([
      db.table('saved_reasons').where('id', reasonId).delete(),
      appendEvent(db, actor, reasonRemoved, { subjectId: db.guildId, data: { reasonId, title } }),
    ]);
    return { title };
  },
});
