import { z } from 'zod';
import { defineSettingsSection } from '../settings/define-settings-section.ts';
import { snowflakeId } from '../text/schemas.ts';
import { DAYS_PER_WEEK, HOURS_ANSWER_MAX_LENGTH, MINUTES_PER_DAY } from './hours-limits.ts';
import { DUPLICATE_RULES, MAX_REQUIRED_ROLES, RULE_MAXIMA } from './rule-limits.ts';

/** 0: there is no such rule. */
const limit = (max: number) => z.number().int().min(0).max(max).catch(0).default(0);

const WORKING_DAY = { from: 9 * 60, to: 18 * 60 };
/** What the form begins with. */
const DEFAULT_DAYS = [...new Array(5).fill(WORKING_DAY), null, null];

/** What artists must keep to (Starter). */
const rules = defineSettingsSection({
  name: 'rules',
  schema: z.object({
    /** Hours between two demos of an artist. */
    cooldownHours: limit(RULE_MAXIMA.cooldownHours),
    /** What happens to a link that the label already has: staff see it, or it is refused. */
    duplicates: z.enum(DUPLICATE_RULES).catch('flag').default('flag'),
    /** Demos of an artist that wait for an answer. */
    maxOpen: limit(RULE_MAXIMA.maxOpen),
    /** Demos of an artist in `periodDays`. */
    maxPerPeriod: limit(RULE_MAXIMA.maxPerPeriod),
    periodDays: z.number().int().min(1).max(RULE_MAXIMA.periodDays).catch(30).default(30),
    /** Who sends demos has one of these roles; none: everybody may. */
    requiredRoleIds: z.array(snowflakeId).max(MAX_REQUIRED_ROLES).catch([]).default([]),
  }),
});

const minutes = z
  .number()
  .int()
  .min(0)
  .max(MINUTES_PER_DAY - 1);

/** When the label takes demos, in its time zone (Starter). */
const hours = defineSettingsSection({
  name: 'hours',
  schema: z.object({
    /** False: always. */
    isLimited: z.boolean().catch(false).default(false),
    /**
     * Monday first; null: closed that day. Minutes after midnight; when it closes no later than it
     * opens, it closes the next day.
     */
    days: z
      .array(z.object({ from: minutes, to: minutes }).nullable())
      .length(DAYS_PER_WEEK)
      .catch(DEFAULT_DAYS)
      .default(DEFAULT_DAYS),
    /** What artists read besides when it opens again. */
    answer: z.string().max(HOURS_ANSWER_MAX_LENGTH).nullable().catch(null).default(null),
  }),
});

export const sections = [rules, hours] as const;
