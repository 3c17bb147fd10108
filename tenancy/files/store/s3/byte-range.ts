/** Inclusive byte positions. */
interface ByteRange {
  start: number;
  end: number;
}

export const toHeader = ({ start, end }: ByteRange): string => `bytes=${start}-${end}`;

const CONTENT_RANGE_PATTERN = /^bytes (\d{1,16})-(\d{1,16})\/(\d{1,16})$/;

/**
 * Whether a response holds the range that was asked for, as far as the object reaches. Servers that
 * do not know ranges answer with the whole object.
 */
export function isWholeResponse(
  range: ByteRange,
  response: { ContentRange?: string | undefined; ContentLength?: number | undefined },
): boolean {
  const [, start, end, total] = (CONTENT_RANGE_PATTERN.exec(response.ContentRange ?? '') ?? []).map(
    Number,
  ) as number[];
  if (start === undefined || end === undefined || total === undefined) return false;
  return (
    start === range.start &&
    end === Math.min(range.end, total - 1) &&
    response.ContentLength === end - start + 1
  );
}
