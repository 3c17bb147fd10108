import { z } from 'zod';
import { givenAnswers } from '../demo-form/answers.ts';
import { parseInput } from '../errors/parse-input.ts';
import { announcedFile } from '../files/announced-file.ts';
import { MAX_FILES_AT_ONCE } from '../files/file-limits.ts';
import type { DiscordFileLink } from '../links/discord-file.ts';
import { parseLegacyLink } from '../links/legacy-link.ts';
import { parseTrackLink, type TrackLink } from '../links/parse-track-link.ts';
import { multiLine, optionalField, singleLine } from '../text/schemas.ts';
import { FIELD_MAX_LENGTHS } from './field-lengths.ts';

/** The link of a demo, and what was written beside it that may open it. */
export interface PastedLink extends TrackLink {
  note: string | null;
}

/** Files of Discord messages whose links were pasted, and what was written beside them. */
export interface PastedFiles {
  files: DiscordFileLink[];
  note: string | null;
}

/** What was pasted as a demo's link; nothing, or blanks: none. @param max characters */
export const trackUrlField = (max: number) =>
  optionalField(
    singleLine(max).transform((text, context): PastedLink | PastedFiles => {
      const result = parseTrackLink(text);
      if (result.kind === 'files') return { files: result.files, note: result.note };
      if (result.kind === 'link')
        return withLegacyFingerprint(text, { ...result.link, note: result.note });
      const problem = result.kind === 'several' ? 'several' : result.code;
      context.addIssue({ code: 'custom', message: `link.${problem}` });
      return z.NEVER;
    }),
  );

/** What an artist fills in: a link, files, or both. */
export const submitInput = z.object({
  artistName: singleLine(FIELD_MAX_LENGTHS.artistName),
  trackTitle: singleLine(FIELD_MAX_LENGTHS.trackTitle),
  trackUrl: trackUrlField(FIELD_MAX_LENGTHS.trackUrl),
  genre: optionalField(singleLine(FIELD_MAX_LENGTHS.genre)),
  message: optionalField(multiLine(FIELD_MAX_LENGTHS.message)),
  /** To the label's own questions. */
  answers: givenAnswers.optional(),
  files: z.array(announcedFile).max(MAX_FILES_AT_ONCE).optional(),
});

/**
 * Checks the fields of a demo that were filled in, before more of them are asked for.
 * @throws VektraError `invalid_input`
 */
export function assertFieldsValid({ trackUrl, ...fields }: Readonly<Record<string, string>>): void {
  const isChosenLater = trackUrl !== undefined && parseTrackLink(trackUrl).kind === 'several';
  parseInput(
    submitInput.pick({ artistName: true, trackTitle: true, trackUrl: true, message: true }),
    {
      ...fields,
      ...(isChosenLater ? {} : { trackUrl }),
    },
  );
}

/**
 * In JSON, of which a request's fingerprint is made, a link is what the version before parsed: a
 * request that it began is recognised when it is repeated.
 */
const withLegacyFingerprint = (text: string, link: PastedLink): PastedLink =>
  Object.defineProperty(link, 'toJSON', { value: () => parseLegacyLink(text) ?? text });
