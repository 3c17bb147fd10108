import { z } from 'zod';
import { VektraError } from '../errors/errors.ts';
import { appendEvent } from '../events/append-event.ts';
import { repeatableMutation } from '../operations/guild-operations.ts';
import { writeSection } from '../settings/set-up-guild.ts';
import { findFormProblems } from './check-form.ts';
import { formSet } from './events.ts';
import { type FormPart, formParts } from './form-part.ts';

/**
 * Replaces what artists are asked.
 * @throws VektraError `not_found` unless admin, `not_set_up`, `plan_required`, `invalid_input` for a
 * form that Discord would refuse or that nobody could answer, `conflict` when it was changed since
 * the revision that the caller saw
 */
export const set = repeatableMutation({
  name: 'demoForm.set',
  access: 'admin',
  feature: 'form_builder',
  limit: 'staffChange',
  input: z.object({
    parts: formParts,
    revision: z.number().int().nonnegative().optional(),
  }),
  async run(
    { db, actor, deps, settings },
    { parts, revision },
  ): Promise<{ parts: readonly FormPart[]; revision: number }> {
    const { revisions } = await settings();
    // What is wrong with a form that is no longer the latest helps nobody.
    if (revision !== undefined && revision !== revisions.form) throw new VektraError('conflict');
    const fields = findFormProblems(parts);
    if (fields.length > 0) throw new VektraError('invalid_input', { fields });
    await writeSection(deps.tenancy, db, 'form', { parts }, { revision });
    await appendEvent(db, actor, formSet, {
      subjectId: db.guildId,
      data: { labels: parts.map(({ kind, label }) => label ?? kind) },
    });
    return { parts, revision: revisions.form + 1 };
  },
});
