import type { BlockedArtist } from '../../domain/blocked-artists/list.ts';
import type { GuildSettings } from '../../domain/settings/types.ts';

export const presentRules = ({ intake, rules, revisions }: GuildSettings) => ({
  isOpen: intake.isOpen,
  intakeRevision: revisions.intake,
  cooldownHours: rules.cooldownHours,
  duplicates: rules.duplicates,
  maxOpen: rules.maxOpen,
  maxPerPeriod: rules.maxPerPeriod,
  periodDays: rules.periodDays,
  requiredRoleIds: rules.requiredRoleIds,
  rulesRevision: revisions.rules,
});

export type RulesView = ReturnType<typeof presentRules>;

/** A page shows so many; the others are found by name with `/unblock`. */
const MAX_SHOWN = 100;

export const presentBlocked = (people: readonly BlockedArtist[]) => ({
  people: people
    .slice(0, MAX_SHOWN)
    .map(({ artistId, artistName, blockedBy, reason, blockedAt }) => ({
      ...{ artistId, artistName, blockedBy, reason, blockedAt },
    })),
  moreCount: Math.max(0, people.length - MAX_SHOWN),
});

export type BlockedView = ReturnType<typeof presentBlocked>;
