import { assertNotBlocked } from '../blocked-artists/assert-not-blocked.ts';
import {
  assertHasRequiredRole,
  assertWithinHours,
  assertWithinLimits,
  getActiveRules,
} from '../intake-rules/check-rules.ts';
import type { QueryScope } from '../operations/guild-operations.ts';
import { assertIntakeOpen } from './submit.ts';

/**
 * Whether the label takes a demo of the actor, who has yet to fill it in or to send it.
 * @throws VektraError `not_set_up`, `artist_blocked`, `intake_closed`; as the label's rules say:
 * `outside_hours`, `role_required`, `open_limit`, `submission_cooldown`, `period_limit`
 */
export async function assertMaySend(
  { db, actor, deps, settings }: QueryScope,
  now: number,
): Promise<void> {
  const [currentSettings] = await Promise.all([settings(), assertNotBlocked(db, actor.userId)]);
  assertIntakeOpen(currentSettings);
  const rules = await getActiveRules(deps, actor.guildId, currentSettings);
  if (!rules) return;
  assertWithinHours(rules, now);
  assertHasRequiredRole(rules, actor);
  await assertWithinLimits(db, rules, actor.userId, now);
}
