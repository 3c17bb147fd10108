import { query } from '../operations/guild-operations.ts';
import { getGuildPlan } from '../plans/guild-plan.ts';
import { parseInteger } from '../submissions/row-parsers.ts';
import { readUsedBytes } from './add-files.ts';
import { type FileLimits, fileLimitsOf } from './file-limits.ts';
import { KEPT_STATES } from './file-state.ts';

/** What a label's files take up, and what its plan allows. */
export interface FileUsage {
  /** Kept files. */
  count: number;
  /** Of kept files and those that are being fetched or uploaded. */
  bytes: number;
  limits: FileLimits;
}

/** @throws VektraError `not_found` unless staff */
export const getUsage = query({
  name: 'files.usage',
  access: 'staff',
  limit: 'staffQuery',
  async read({ db, actor, deps }): Promise<FileUsage> {
    const [bytes, kept, plan] = await Promise.all([
      readUsedBytes(db),
      db
        .table('files')
        .whereIn('state', KEPT_STATES)
        .whereNull('copy_of')
        .count({ n: '*' })
        .first(),
      getGuildPlan(deps, actor.guildId),
    ]);
    return { count: parseInteger(kept?.n ?? 0), bytes, limits: fileLimitsOf(plan) };
  },
});
