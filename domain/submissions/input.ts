import { z } from 'zod';
import { readTrackLink } from '../links/normalise.ts';
import { line, optional, paragraph, requestId } from '../text/schemas.ts';
import { LIMITS } from './limits.ts';

/** What an artist fills in. */
export const submitInput = z.object({
  requestId,
  artistName: line(LIMITS.artistName),
  trackTitle: line(LIMITS.trackTitle),
  trackUrl: line(LIMITS.trackUrl).transform((text, context) => {
    const link = readTrackLink(text);
    if (link) return link;
    context.addIssue({ code: 'custom', message: 'link.scheme' });
    return z.NEVER;
  }),
  genre: optional(line(LIMITS.genre)),
  message: optional(paragraph(LIMITS.message)),
});
