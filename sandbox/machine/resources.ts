import { existsSync, statfsSync } from 'node:fs';
import path from 'node:path';

export const MEGABYTE = 1024 * 1024;

/** The free bytes for this user where `folder` is, or will be made. */
export function getFreeBytes(folder: string): number {
  let existing = path.resolve(folder);
  while (!existsSync(existing)) existing = path.dirname(existing);
  const { bavail, bsize } = statfsSync(existing);
  return bavail * bsize;
}

/**
 * @param purpose what the space is for, as the subject of a sentence
 * @throws Error when there is less than `requiredBytes`, before anything is half written
 */
export function requireFreeSpace(folder: string, requiredBytes: number, purpose: string): void {
  const freeBytes = getFreeBytes(folder);
  if (freeBytes >= requiredBytes) return;
  throw new Error(
    `Not enough disk space: ${purpose} needs ${formatMegabytes(requiredBytes)}, and ${formatMegabytes(freeBytes)} are free in ${folder}.`,
  );
}

export const formatMegabytes = (bytes: number): string => `${Math.floor(bytes / MEGABYTE)} MB`;
