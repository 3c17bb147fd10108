import type { Core } from '../core.ts';
import type { EntitlementRecord } from '../state/types.ts';

/** The application's entitlements that count now for this server or person. */
export function listCurrentEntitlements(
  core: Core,
  applicationId: string,
  guildId: string | null,
  userId: string,
): EntitlementRecord[] {
  const all = core.state.entitlements.get(applicationId);
  if (!all || all.size === 0) return [];
  const now = core.clock.now();
  return [...all.values()].filter(
    (item) =>
      !item.deleted &&
      isCurrent(item, now) &&
      ((item.guildId !== null && item.guildId === guildId) || item.userId === userId),
  );
}

function isCurrent(item: EntitlementRecord, now: number): boolean {
  return (
    (item.startsAt === null || Date.parse(item.startsAt) <= now) &&
    (item.endsAt === null || Date.parse(item.endsAt) > now)
  );
}
