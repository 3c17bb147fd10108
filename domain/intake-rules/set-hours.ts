import { z } from 'zod';
import { VektraError } from '../errors/errors.ts';
import { appendEvent } from '../events/append-event.ts';
import { repeatableMutation } from '../operations/guild-operations.ts';
import { writeSection } from '../settings/set-up-guild.ts';
import { multiLine, optionalField } from '../text/schemas.ts';
import { hoursSet } from './events.ts';
import { DAYS_PER_WEEK, HOURS_ANSWER_MAX_LENGTH, MINUTES_PER_DAY } from './hours-limits.ts';

const minutes = z
  .number('time.malformed')
  .int('time.malformed')
  .min(0, 'time.malformed')
  .max(MINUTES_PER_DAY - 1, 'time.malformed');

/**
 * When the label takes demos, in its time zone.
 * @throws VektraError `not_found` unless admin, `not_set_up`, `plan_required`, `invalid_input`,
 * `conflict` when they were changed since the revision that the caller saw
 */
export const setHours = repeatableMutation({
  name: 'intakeRules.set_hours',
  access: 'admin',
  feature: 'intake_rules',
  limit: 'staffChange',
  input: z.object({
    /** False: always; days and answer are kept. */
    isLimited: z.boolean(),
    /**
     * Monday first; null: closed that day. Minutes after midnight; when it closes no later than it
     * opens, it closes the next day.
     */
    days: z.array(z.object({ from: minutes, to: minutes }).nullable()).length(DAYS_PER_WEEK),
    /** What artists read besides when it opens again. */
    answer: optionalField(multiLine(HOURS_ANSWER_MAX_LENGTH)),
    revision: z.number().int().nonnegative().optional(),
  }),
  async run(
    { db, actor, deps, settings },
    { isLimited, days, answer = null, revision },
  ): Promise<void> {
    if (isLimited && days.every((day) => day === null))
      throw new VektraError('invalid_input', {
        fields: [{ field: 'hours', problem: 'hours.none' }],
      });
    await settings();
    await writeSection(deps.tenancy, db, 'hours', { isLimited, days, answer }, { revision });
    await appendEvent(db, actor, hoursSet, {
      subjectId: db.guildId,
      data: { isLimited, days, answer },
    });
  },
});
