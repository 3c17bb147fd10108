import { z } from 'zod';

/**
 * Where a page of a list ends that is sorted by time: rows of one millisecond are told apart by id.
 */
export interface CursorPosition {
  at: number;
  id: string;
}

/**
 * Cursors of one list: opaque to whoever asks for pages, in the letters that web/routing lets
 * through.
 * @param id what its ids look like, slashes written as colons
 */
export function createPageCursor(id: RegExp) {
  const pattern = new RegExp(`^[0-9]{1,15}\\.(?:${id.source})$`);
  return {
    encode: ({ at, id }: CursorPosition): string => `${at}.${id.replaceAll('/', ':')}`,
    /** An operation's input `before`; null for the first page. */
    schema: z
      .string()
      .regex(pattern, 'page.malformed')
      .transform((cursor): CursorPosition => {
        const dot = cursor.indexOf('.');
        return { at: Number(cursor.slice(0, dot)), id: cursor.slice(dot + 1).replaceAll(':', '/') };
      })
      .nullable(),
  };
}
