import { z } from 'zod';
import { FIELD_MAX_LENGTHS } from '../submissions/field-lengths.ts';

/** What is read of a platform's answer; never its `html`. */
export interface OembedAnswer {
  title: string | null;
  artist: string | null;
  /** An https address; null: none that may be fetched. */
  thumbnailUrl: string | null;
}

const MAX_URL_LENGTH = 2_000;

const foreignText = z.string().nullable().catch(null);

const answerSchema = z.object({
  title: foreignText,
  author_name: foreignText,
  thumbnail_url: foreignText,
});

/** @returns null for what is no JSON object */
export function parseOembed(body: string): OembedAnswer | null {
  const parsed = answerSchema.safeParse(parseJson(body));
  if (!parsed.success) return null;
  const { title, author_name: author, thumbnail_url: thumbnail } = parsed.data;
  const artist = toLine(author, FIELD_MAX_LENGTHS.artistName);
  return {
    title: withoutArtist(toLine(title, FIELD_MAX_LENGTHS.trackTitle), artist),
    artist,
    thumbnailUrl: toHttpsUrl(thumbnail),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Control characters, line ends, and what turns the writing direction of the text around it. */
const UNSAFE_CHARACTERS = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;

function toLine(text: string | null, maxLength: number): string | null {
  if (text === null) return null;
  // The rest would be cut off anyway.
  const line = text
    .slice(0, 4 * maxLength)
    .toWellFormed()
    .replace(UNSAFE_CHARACTERS, ' ')
    .replace(/\s{1,2000}/g, ' ')
    .trim();
  const cut = line.length <= maxLength ? line : `${line.slice(0, maxLength - 1).trimEnd()}…`;
  return cut.toWellFormed() || null;
}

/** SoundCloud and others add it: `Flickermood by Forss`. */
function withoutArtist(title: string | null, artist: string | null): string | null {
  const suffix = ` by ${artist}`;
  if (title === null || artist === null || !title.endsWith(suffix)) return title;
  return title.slice(0, -suffix.length).trimEnd() || title;
}

function toHttpsUrl(text: string | null): string | null {
  if (text === null || text.length > MAX_URL_LENGTH) return null;
  const url = URL.parse(text);
  return url?.protocol === 'https:' && !url.username && !url.password ? url.href : null;
}
