import { z } from 'zod';
import { defineSettingsSection } from '../settings/define-settings-section.ts';
import { snowflakeId } from '../text/schemas.ts';
import { DUPLICATE_RULES, MAX_REQUIRED_ROLES, RULE_MAXIMA } from './rule-limits.ts';

/** 0: there is no such rule. */
const limit = (max: number) => z.number().int().min(0).max(max).catch(0).default(0);

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

export const sections = [rules] as const;
