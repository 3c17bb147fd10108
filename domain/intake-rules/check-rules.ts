import type { GuildReader } from '../../tenancy/types.ts';
import type { Actor } from '../actors/actor.ts';
import type { Deps } from '../deps.ts';
import { VektraError } from '../errors/errors.ts';
import { getGuildPlan } from '../plans/guild-plan.ts';
import { planIncludes } from '../plans/plans.ts';
import type { SectionValue } from '../settings/settings-document.ts';
import type { GuildSettings } from '../settings/types.ts';
import { parseTime } from '../submissions/row-parsers.ts';
import { OPEN_STATUSES } from '../submissions/status.ts';
import { findNextOpening, type OpeningHours } from './opening-hours.ts';

/** The rules that are in force. */
export type ActiveRules = SectionValue<'rules'> & {
  /** Null: the label always takes demos. */
  hours: (OpeningHours & { timeZone: string }) | null;
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The guild's rules if it has any that are in force on its plan. */
export async function getActiveRules(
  deps: Deps,
  guildId: string,
  { rules, hours, time: { timeZone } }: GuildSettings,
): Promise<ActiveRules | null> {
  const hasRules =
    hours.isLimited ||
    rules.cooldownHours > 0 ||
    rules.duplicates === 'block' ||
    rules.maxOpen > 0 ||
    rules.maxPerPeriod > 0 ||
    rules.requiredRoleIds.length > 0;
  if (!hasRules) return null;
  if (!planIncludes(await getGuildPlan(deps, guildId), 'intake_rules')) return null;
  return { ...rules, hours: hours.isLimited ? { ...hours, timeZone } : null };
}

/** Who opened the form in time has so long to fill it in. */
export const FORM_TIME_MS = 15 * 60_000;

/**
 * @param now epoch ms
 * @param graceMs how long ago it may have closed
 * @throws VektraError `outside_hours` with the time from which it opens, and the label's answer
 */
export function assertWithinHours({ hours }: ActiveRules, now: number, graceMs = 0): void {
  if (!hours) return;
  const opensAt = findNextOpening(hours, hours.timeZone, now);
  if (opensAt === null || findNextOpening(hours, hours.timeZone, now - graceMs) === null) return;
  throw new VektraError('outside_hours', { values: { at: opensAt, answer: hours.answer ?? '' } });
}

/** @throws VektraError `role_required` that names the roles */
export function assertHasRequiredRole({ requiredRoleIds }: ActiveRules, actor: Actor): void {
  if (requiredRoleIds.length === 0) return;
  if (!requiredRoleIds.some((id) => actor.roleIds.includes(id)))
    throw new VektraError('role_required', { values: { roleIds: requiredRoleIds.join(',') } });
}

/**
 * Whether the artist may send one more demo now. Withdrawn ones count, but for those that wait for
 * an answer: else withdrawing would be the way around each limit.
 * @throws VektraError `open_limit`; `submission_cooldown` and `period_limit` with the time from
 * which the artist may
 */
export async function assertWithinLimits(
  db: GuildReader,
  { cooldownHours, maxOpen, maxPerPeriod, periodDays }: ActiveRules,
  artistId: string,
  now: number,
): Promise<void> {
  const ofArtist = () => db.table('submissions').where('artist_id', artistId);
  const newestCount = Math.max(maxPerPeriod, cooldownHours > 0 ? 1 : 0);
  const [newest, open] = await Promise.all([
    newestCount > 0
      ? ofArtist().orderBy('number', 'desc').limit(newestCount).select('created_at')
      : [],
    maxOpen > 0 ? ofArtist().whereIn('status', OPEN_STATUSES).limit(maxOpen).select('number') : [],
  ]);
  if (maxOpen > 0 && open.length >= maxOpen)
    throw new VektraError('open_limit', { values: { max: maxOpen } });
  const times = newest.map(({ created_at }) => parseTime(created_at));
  const refuseUntil = (code: 'submission_cooldown' | 'period_limit', at: number) => {
    if (at > now)
      throw new VektraError(code, {
        values: { at, hours: cooldownHours, max: maxPerPeriod, days: periodDays },
      });
  };
  const latest = times[0];
  if (cooldownHours > 0 && latest !== undefined)
    refuseUntil('submission_cooldown', latest + cooldownHours * HOUR_MS);
  const earliestThatCounts = maxPerPeriod > 0 ? times[maxPerPeriod - 1] : undefined;
  if (earliestThatCounts !== undefined)
    refuseUntil('period_limit', earliestThatCounts + periodDays * DAY_MS);
}
