import { query } from '../operations/guild-operations.ts';
import { parseInteger } from '../submissions/row-parsers.ts';
import { readUsedBytes } from './add-files.ts';
import { type FileLimits, totalLimitOf } from './file-limits.ts';
import { KEPT_STATES } from './file-state.ts';
import { getFileLimits } from './guild-file-limits.ts';

/** What a label's files take up, and what its plan allows. */
export interface FileUsage {
  /** Kept files. */
  count: number;
  /** Of kept files and those that are being fetched or uploaded. */
  bytes: number;
  limits: FileLimits;
  /** `nearly_full` from nine tenths of what the plan allows; `full`: new files are not kept. */
  level: 'ok' | 'nearly_full' | 'full';
}

const NEARLY_FULL_SHARE = 0.9;

function toLevel(bytes: number, limits: FileLimits): FileUsage['level'] {
  const maxTotalBytes = totalLimitOf(limits);
  if (bytes >= maxTotalBytes) return 'full';
  return bytes >= NEARLY_FULL_SHARE * maxTotalBytes ? 'nearly_full' : 'ok';
}

/** @throws VektraError `not_found` unless staff */
export const getUsage = query({
  name: 'files.usage',
  access: 'staff',
  limit: 'staffQuery',
  async read({ db, actor, deps }): Promise<FileUsage> {
    const [bytes, kept, limits] = await Promise.all([
      readUsedBytes(db),
      db
        .table('files')
        .whereIn('state', KEPT_STATES)
        .whereNull('copy_of')
        .count({ n: '*' })
        .first(),
      getFileLimits(deps, actor.guildId),
    ]);
    return { count: parseInteger(kept?.n ?? 0), bytes, limits, level: toLevel(bytes, limits) };
  },
});
