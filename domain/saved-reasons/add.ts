import { z } from 'zod';
import { VektraError } from '../errors/errors.ts';
import { appendEvent, sanitizeName } from '../events/append-event.ts';
import { mutation } from '../operations/guild-operations.ts';
import { parseInteger } from '../submissions/row-parsers.ts';
import { reasonSaved } from './events.ts';
import { MAX_SAVED_REASONS } from './limits.ts';
import { lockReasons } from './read-reasons.ts';
import { assertTitleIsFree, reasonFields } from './reason-input.ts';

/**
 * Saves a reason, below the others.
 * @throws VektraError `not_found` unless staff, `plan_required`, `invalid_input`, also for a title
 * that another one has and when there are too many
 */
export const add = mutation({
  name: 'savedReasons.add',
  access: 'staff',
  feature: 'saved_reasons',
  limit: 'staffChange',
  input: z.object(reasonFields),
  load: ({ db }) => lockReasons(db),
  async run({ db, actor, loaded: reasons }, { title, text }): Promise<{ reasonId: string }> {
    assertTitleIsFree(reasons, title, null);
    const [total, last] = await Promise.all([
      db.table('saved_reasons').count({ n: '*' }).first(),
      db.table('saved_reasons').max({ position: 'position' }).first(),
    ]);
    if (parseInteger(total?.n) >= MAX_SAVED_REASONS)
      throw new VektraError('invalid_input', {
        fields: [
          { field: 'title', problem: 'reason.too_many', values: { max: MAX_SAVED_REASONS } },
        ],
      });
    const reasonId = db.newId();
    await Promise.all([
      db.table('saved_reasons').insert({
        id: reasonId,
        name: title,
        content: text,
        position: parseInteger(last?.position) + 1,
        revision: 0,
        changed_by_id: actor.userId,
        changed_by_name: sanitizeName(actor.name),
        changed_at: db.now,
      }),
      appendEvent(db, actor, reasonSaved, { subjectId: db.guildId, data: { reasonId, title } }),
    ]);
    return { reasonId };
  },
});
