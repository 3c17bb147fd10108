import { MAX_PART_COUNT } from './types.ts';

const SEGMENT_PATTERN = /^[A-Za-z0-9_-]{1,200}$/;
const PREFIX_PATTERN = /^[A-Za-z0-9_/-]*$/;
const MAX_KEY_LENGTH = 512;

/** Whether no part of the key can leave a folder, on any store and file system. */
export const isValidKey = (key: string): boolean =>
  key.length <= MAX_KEY_LENGTH && key.split('/').every((segment) => SEGMENT_PATTERN.test(segment));

/** @throws TypeError */
export function checkKey(key: string): void {
  if (!isValidKey(key)) throw new TypeError('invalid object key');
}

/** @throws TypeError */
export function checkPrefix(prefix: string): void {
  if (prefix.length > MAX_KEY_LENGTH || !PREFIX_PATTERN.test(prefix))
    throw new TypeError('invalid object key prefix');
}

/** @throws TypeError */
export function checkRange(range: { start: number; end: number } | undefined): void {
  if (!range) return;
  const { start, end } = range;
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end < start)
    throw new TypeError('invalid byte range');
}

/** @throws TypeError */
export function checkPartNumber(partNumber: number): void {
  if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > MAX_PART_COUNT)
    throw new TypeError('invalid part number');
}
