/**
 * How a file came to us; `link`: its link on Discord was pasted, which does not tell its size;
 * `upload`: by the upload page; `copy`: made of another one, for browsers; `artwork`: fetched from
 * the platform of a link. Stored: values never change.
 */
export type FileOrigin = 'form' | 'message' | 'link' | 'upload' | 'copy' | 'artwork';

/**
 * - `pending`: announced; a worker fetches it from Discord
 * - `stored`: kept, and not analyzed yet
 * - `ready`: kept, and analyzed if it is sound
 * - `failed`: could not be kept; `problem` says why
 * - `removed`: was kept, until staff, the artist or the label's retention removed it
 *
 * Stored: values never change.
 */
export const FILE_STATES = ['pending', 'stored', 'ready', 'failed', 'removed'] as const;
export type FileState = (typeof FILE_STATES)[number];

/**
 * Why a file is not kept, or cannot be read.
 * - `too_large`, `quota`: the plan's limits for a file and for all of the label's
 * - `type`: nothing that belongs to a demo, by its content or its name
 * - `empty`: no bytes
 * - `gone`: Discord did not have it any more
 * - `undeliverable`: it could not be fetched or stored, again and again
 * - `staff`, `artist`, `retention`: who removed it
 * - `lost`: it was kept, and is not in its bucket; its state stays as it is
 *
 * Stored: values never change.
 */
export const FILE_PROBLEMS = [
  'too_large',
  'quota',
  'type',
  'empty',
  'gone',
  'undeliverable',
  'staff',
  'artist',
  'retention',
  'lost',
] as const;
export type FileProblem = (typeof FILE_PROBLEMS)[number];

/** States of a file whose content is in a bucket. */
export const KEPT_STATES: readonly FileState[] = ['stored', 'ready'];
/** States of a file that takes up space, or is about to. */
export const COUNTED_STATES: readonly FileState[] = ['pending', ...KEPT_STATES];
