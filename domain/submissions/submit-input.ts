import { z } from 'zod';
import { parseTrackLink } from '../links/track-link.ts';
import { multiLine, optionalField, singleLine } from '../text/schemas.ts';
import { FIELD_MAX_LENGTHS } from './field-lengths.ts';

/** What an artist fills in. */
export const submitInput = z.object({
  artistName: singleLine(FIELD_MAX_LENGTHS.artistName),
  trackTitle: singleLine(FIELD_MAX_LENGTHS.trackTitle),
  trackUrl: singleLine(FIELD_MAX_LENGTHS.trackUrl).transform((text, context) => {
    const link = parseTrackLink(text);
    if (link) return link;
    context.addIssue({ code: 'custom', message: 'link.scheme' });
    return z.NEVER;
  }),
  genre: optionalField(singleLine(FIELD_MAX_LENGTHS.genre)),
  message: optionalField(multiLine(FIELD_MAX_LENGTHS.message)),
});
