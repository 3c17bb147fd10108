import { z } from 'zod';
import { DUPLICATE_RULES, RULE_MAXIMA } from '../../domain/intake-rules/rule-limits.ts';
import { snowflakeId } from '../../domain/text/schemas.ts';
import { revision, switchField } from '../routing/schemas.server.ts';

export const intakeForm = z.object({ isOpen: switchField, revision });

export const unblockForm = z.object({ artistId: snowflakeId });

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
});
