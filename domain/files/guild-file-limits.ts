import type { Deps } from '../deps.ts';
import { planAt } from '../plans/guild-plan.ts';
import { planIncludes } from '../plans/plans.ts';
import { type FileLimits, fileLimitsOf } from './file-limits.ts';

/** What a label may keep: by its plan, and without a limit in total in a bucket of its own. */
export async function getFileLimits({ tenancy, now }: Deps, guildId: string): Promise<FileLimits> {
  const { grants, bucket } = await tenancy.getPlacement(guildId);
  const plan = planAt(grants, now());
  const limits = fileLimitsOf(plan);
  return bucket && planIncludes(plan, 'own_bucket') ? { ...limits, maxTotalBytes: null } : limits;
}
