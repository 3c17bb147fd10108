import { z } from 'zod';
import { notFound, VektraError } from '../errors/errors.ts';
import { appendEvent, sanitizeName } from '../events/append-event.ts';
import { repeatableMutation } from '../operations/guild-operations.ts';
import { reasonChanged } from './events.ts';
import { lockReasons } from './read-reasons.ts';
import { assertTitleIsFree, reasonFields, reasonId } from './reason-input.ts';

/**
 * Changes the title and the text of a reason. Decisions that used it keep what they said.
 * @throws VektraError `not_found` unless staff and for a reason that is gone, `plan_required`,
 * `invalid_input`, `conflict` when it was changed since the revision that the caller saw
 */
export const change = repeatableMutation({
  name: 'savedReasons.change',
  access: 'staff',
  feature: 'saved_reasons',
  limit: 'staffChange',
  input: z.object({ reasonId, ...reasonFields, revision: z.number().int().nonnegative() }),
  load: ({ db }) => lockReasons(db),
  async run({ db, actor, loaded: reasons }, { reasonId, title, text, revision }): Promise<void> {
    const reason = reasons.find(({ id }) => id === reasonId);
    if (!reason) throw notFound();
    // Sent again, it is as it should be.
    if (reason.title === title && reason.text === text) return;
    if (reason.revision !== revision) throw new VektraError('conflict');
    assertTitleIsFree(reasons, title, reasonId);
    await Promise.all([
      db
        .table('saved_reasons')
        .where('id', reasonId)
        .update({
          name: title,
          content: text,
          revision: revision + 1,
          changed_by_id: actor.userId,
          changed_by_name: sanitizeName(actor.name),
          changed_at: db.now,
        }),
      appendEvent(db, actor, reasonChanged, { subjectId: db.guildId, data: { reasonId, title } }),
    ]);
  },
});
