import { createHash } from 'node:crypto';

/** An id that follows from what a file was made for: of the same text always the same. */
export function toDerivedId(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  // Version 8 of a UUID, which says that its content is ours.
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
