import { z } from 'zod';
import {
  DUPLICATE_RULES,
  MAX_REQUIRED_ROLES,
  RULE_MAXIMA,
} from '../../domain/intake-rules/rule-limits.ts';
import { snowflakeId } from '../../domain/text/schemas.ts';
import { revision, switchField } from '../routing/schemas.server.ts';
import { dayFields, WEEKDAYS } from './weekdays.ts';

export const intakeForm = z.object({ isOpen: switchField, revision });

export const unblockForm = z.object({ artistId: snowflakeId });

/** As browsers send a time field; null: left empty. */
const timeField = z
  .string()
  .max(8)
  .optional()
  .transform((text, context) => {
    if (!text) return null;
    const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
    if (match) return Number(match[1]) * 60 + Number(match[2]);
    context.addIssue('time.malformed');
    return z.NEVER;
  });

type DayFields = ReturnType<typeof dayFields>;
const dayNames = WEEKDAYS.map((_, index) => dayFields(index));

/** A day has both times or none. */
export const hoursForm = z
  .object({
    isLimited: switchField,
    answer: z.string().optional(),
    revision,
    ...(Object.fromEntries(
      dayNames.flatMap(({ from, to }) => [
        [from, timeField],
        [to, timeField],
      ]),
    ) as Record<DayFields['from' | 'to'], typeof timeField>),
  })
  .transform(({ isLimited, answer, revision, ...times }, context) => ({
    ...{ isLimited, answer, revision },
    days: dayNames.map((names) => {
      const { from, to } = { from: times[names.from], to: times[names.to] };
      if (from !== null && to !== null) return { from, to };
      if (from !== null || to !== null)
        context.addIssue({
          code: 'custom',
          path: [from === null ? names.from : names.to],
          message: 'time.missing',
        });
      return null;
    }),
  }));

/** An empty field ends the rule. */
const numberField = (name: keyof typeof RULE_MAXIMA, min = 0) =>
  z.coerce
    .number('number.whole')
    .int('number.whole')
    .min(min, 'number.small')
    .max(RULE_MAXIMA[name], 'number.large');

export const rulesForm = z.object({
  cooldownHours: numberField('cooldownHours'),
  duplicates: z.enum(DUPLICATE_RULES),
  maxOpen: numberField('maxOpen'),
  maxPerPeriod: numberField('maxPerPeriod'),
  periodDays: numberField('periodDays', 1),
  revision,
  requiredRoleIds: z.array(snowflakeId).max(MAX_REQUIRED_ROLES, 'role.too_many').optional(),
  /** Sent with the roles, of which none may be chosen; a page without them leaves them as they are. */
  hasRoles: z.literal('yes').optional(),
});
