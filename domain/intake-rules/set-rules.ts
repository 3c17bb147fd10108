import { z } from 'zod';
import { VektraError } from '../errors/errors.ts';
import { appendEvent } from '../events/append-event.ts';
import { repeatableMutation } from '../operations/guild-operations.ts';
import { writeSection } from '../settings/set-up-guild.ts';
import type { SectionValue } from '../settings/settings-document.ts';
import { snowflakeId } from '../text/schemas.ts';
import { rulesSet } from './events.ts';
import { DUPLICATE_RULES, MAX_REQUIRED_ROLES, RULE_MAXIMA } from './rule-limits.ts';

const whole = (min: number, max: number) =>
  z
    .number('number.whole')
    .int('number.whole')
    .min(min, 'number.small')
    .max(max, 'number.large')
    .optional();

/**
 * Changes the rules that are given; the others stay. 0 ends a rule.
 * @throws VektraError `not_found` unless admin, `not_set_up`, `plan_required`, `invalid_input`,
 * `conflict` when the rules were changed since the revision that the caller saw
 */
export const setRules = repeatableMutation({
  name: 'intakeRules.set',
  access: 'admin',
  feature: 'intake_rules',
  limit: 'staffChange',
  input: z.object({
    cooldownHours: whole(0, RULE_MAXIMA.cooldownHours),
    duplicates: z.enum(DUPLICATE_RULES).optional(),
    maxOpen: whole(0, RULE_MAXIMA.maxOpen),
    maxPerPeriod: whole(0, RULE_MAXIMA.maxPerPeriod),
    periodDays: whole(1, RULE_MAXIMA.periodDays),
    requiredRoleIds: z.array(snowflakeId).max(MAX_REQUIRED_ROLES).optional(),
    revision: z.number().int().nonnegative().optional(),
  }),
  async run({ db, actor, deps, settings }, { revision, ...input }): Promise<SectionValue<'rules'>> {
    // The role of @everyone has the guild's id: it would be no rule.
    if (input.requiredRoleIds?.includes(db.guildId))
      throw new VektraError('invalid_input', {
        fields: [{ field: 'requiredRoleIds', problem: 'role.everyone_required' }],
      });
    const { rules } = await settings();
    const change = Object.fromEntries(
      Object.entries(input).filter(([, value]) => value !== undefined),
    ) as Partial<SectionValue<'rules'>>;
    await writeSection(deps.tenancy, db, 'rules', change, { revision });
    await appendEvent(db, actor, rulesSet, { subjectId: db.guildId, data: change });
    return { ...rules, ...change };
  },
});
