import type { GuildSettings } from '../../domain/settings/types.ts';

export const presentRules = ({ intake, rules, revisions }: GuildSettings) => ({
  isOpen: intake.isOpen,
  intakeRevision: revisions.intake,
  cooldownHours: rules.cooldownHours,
  duplicates: rules.duplicates,
  maxOpen: rules.maxOpen,
  maxPerPeriod: rules.maxPerPeriod,
  periodDays: rules.periodDays,
  requiredRoleCount: rules.requiredRoleIds.length,
  rulesRevision: revisions.rules,
});

export type RulesView = ReturnType<typeof presentRules>;
