import type { AudioTags } from '../types.ts';

/** What the parser makes of the tags of all formats; foreign, whatever its types say. */
export interface ForeignTags {
  title?: unknown;
  artist?: unknown;
  album?: unknown;
  genre?: unknown;
  bpm?: unknown;
  isrc?: unknown;
}

const MAX_CHARACTERS = 200;
/** Before it is cleaned: a text may be megabytes. */
const MAX_RAW_CHARACTERS = 2_000;

export const NO_TAGS: AudioTags = {
  title: null,
  artist: null,
  album: null,
  genre: null,
  bpm: null,
  isrc: null,
};

export function cleanTags(tags: ForeignTags): AudioTags {
  return {
    title: cleanText(tags.title),
    artist: cleanText(tags.artist),
    album: cleanText(tags.album),
    genre: cleanText(tags.genre),
    bpm: cleanBpm(tags.bpm),
    isrc: cleanIsrc(tags.isrc),
  };
}

/** The first of a list, on one line, without control and formatting characters. */
function cleanText(value: unknown): string | null {
  const text: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof text !== 'string') return null;
  const line = text
    .slice(0, MAX_RAW_CHARACTERS)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\ufffd]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return [...line].slice(0, MAX_CHARACTERS).join('').trim() || null;
}

function cleanBpm(value: unknown): number | null {
  const bpm = typeof value === 'number' ? value : Number.parseFloat(cleanText(value) ?? '');
  return bpm >= 1 && bpm < 1_000 ? Math.round(bpm * 100) / 100 : null;
}

/** ISO 3901, without hyphens. */
function cleanIsrc(value: unknown): string | null {
  const code = cleanText(value)?.replaceAll('-', '').toUpperCase() ?? '';
  return /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(code) ? code : null;
}
