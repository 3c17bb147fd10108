import type { Plan } from '../plans/plans.ts';

/** What a plan keeps of files. */
export interface FileLimits {
  /** Of one file, in bytes. */
  maxFileBytes: number;
  /** Of all of a label's files together, in bytes; null: no limit. */
  maxTotalBytes: number | null;
  /** How long the files of a rejected demo are kept, days; null: until somebody removes them. */
  keptAfterRejectionDays: number | null;
}

const MB = 1_000_000;
const GB = 1_000 * MB;

const LIMITS_BY_PLAN: Record<Plan, FileLimits & { maxTotalBytes: number }> = {
  free: { maxFileBytes: 25 * MB, maxTotalBytes: GB, keptAfterRejectionDays: 30 },
  starter: { maxFileBytes: 100 * MB, maxTotalBytes: 10 * GB, keptAfterRejectionDays: 90 },
  pro: { maxFileBytes: 500 * MB, maxTotalBytes: 100 * GB, keptAfterRejectionDays: null },
  pro_plus: { maxFileBytes: 1_024 ** 3, maxTotalBytes: 500 * GB, keptAfterRejectionDays: null },
};

/** Of files in Vektra's buckets; see {@link getFileLimits}. */
export const fileLimitsOf = (plan: Plan): FileLimits & { maxTotalBytes: number } =>
  LIMITS_BY_PLAN[plan];

/** In bytes; infinite without a limit. */
export const totalLimitOf = ({ maxTotalBytes }: FileLimits): number =>
  maxTotalBytes ?? Number.POSITIVE_INFINITY;

/** Files that a form or a message can carry; Discord's limit for both. */
export const MAX_FILES_AT_ONCE = 10;
/** Files of one demo, whatever they came with. */
export const MAX_FILES_PER_SUBJECT = 50;
