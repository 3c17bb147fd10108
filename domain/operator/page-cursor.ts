import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';

/** Where a page of a list ends that is sorted by time: rows of one millisecond are told apart by id. */
export interface CursorPosition {
  at: number;
  id: string;
}

/**
 * Cursors of one list: opaque to whoever asks for pages, in the letters that web/routing lets through.
 * @param id what its ids look like, slashes written as colons
 */
export function createPageCursor(id: RegExp) {
  const pattern = new RegExp(`^[0-9]{1,15}\\.(?:${id.source})$`);
  const input = z.object({ before: z.string().regex(pattern, 'page.malformed').nullable() });
  return {
    encode: ({ at, id }: CursorPosition): string => `${at}.${id.replaceAll('/', ':')}`,
    /** @throws VektraError `invalid_input` that names `before` */
    decode(cursor: string | null): CursorPosition | null {
      const { before } = parseInput(input, { before: cursor });
      if (before === null) return null;
      const dot = before.indexOf('.');
      return { at: Number(before.slice(0, dot)), id: before.slice(dot + 1).replaceAll(':', '/') };
    },
  };
}
