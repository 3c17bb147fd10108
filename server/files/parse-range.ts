/** Inclusive byte positions. */
interface Range {
  start: number;
  end: number;
}

/**
 * Reads a `Range` header of RFC 9110. One range is answered; several, or what is malformed, are
 * ignored, as a server may.
 *
 * Not by `range-parser` (1.2.1): it finds the last 64 KiB of a smaller file unsatisfiable, where RFC 9110
 * (14.1.2) wants all of it, and reads `1x-2` as `1-2`.
 * @returns null: all of it
 */
export function parseRange(header: string, sizeBytes: number): Range | 'unsatisfiable' | null {
  const match = /^bytes=([0-9]{0,15})-([0-9]{0,15})$/.exec(header.trim());
  const [first, last] = match ? [match[1] ?? '', match[2] ?? ''] : ['', ''];
  if (first === '' && last === '') return null;
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes);
    return length > 0 ? { start: sizeBytes - length, end: sizeBytes - 1 } : 'unsatisfiable';
  }
  const start = Number(first);
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (last !== '' && Number(last) < start) return null;
  return start < sizeBytes ? { start, end } : 'unsatisfiable';
}
