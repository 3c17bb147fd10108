import { createHash } from 'node:crypto';

/**
 * The id of the copy that is made of a file for browsers: always the same, so that another attempt
 * replaces what a killed one left, and erasing the file finds it.
 */
export function toCopyId(fileId: string): string {
  const hex = createHash('sha256').update(`copy:${fileId}`).digest('hex');
  // Version 8 of a UUID, which says that its content is ours.
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
