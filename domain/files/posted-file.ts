import type { StoredFile } from '../../tenancy/index.ts';
import type { DatabaseRow } from '../../tenancy/types.ts';
import { parseInteger, parseText, parseTextOrNull } from '../submissions/row-parsers.ts';
import { getExtension, toFileName } from './file-name.ts';
import { toStoredFile } from './lease-file.ts';
import { PLAYABLE_FORMATS } from './read-files.ts';
import { isSoundFormat } from './storable-format.ts';

/**
 * The most that every server takes from a bot in one file, bytes: Discord's default limit. Boosts
 * raise that of a server. https://docs.discord.com/developers/reference#uploading-files
 */
export const MAX_POSTED_BYTES = 10 * 1_024 ** 2;

/** A file as it is posted on Discord. */
export interface PostedFile {
  /** As the artist named it. */
  name: string;
  /** Of the original. */
  sizeBytes: number;
  durationMs: number | null;
  /** The copy that was made for browsers is posted instead of the original. */
  isCopy: boolean;
  /** What is posted, as Discord is told to name it. */
  attachment: { name: string; contentType: string; stored: StoredFile };
}

/** How attachments are named, by what their bytes are: Discord's player goes by the extension. */
const TYPES: Readonly<Record<string, { extensions: readonly string[]; contentType: string }>> = {
  wav: { extensions: ['wav', 'wave'], contentType: 'audio/wav' },
  flac: { extensions: ['flac'], contentType: 'audio/flac' },
  mp3: { extensions: ['mp3'], contentType: 'audio/mpeg' },
  m4a: { extensions: ['m4a', 'mp4'], contentType: 'audio/mp4' },
  aac: { extensions: ['aac'], contentType: 'audio/aac' },
  aiff: { extensions: ['aiff', 'aif', 'aifc'], contentType: 'audio/aiff' },
  webm: { extensions: ['webm', 'weba'], contentType: 'audio/webm' },
  ogg_vorbis: { extensions: ['ogg', 'oga'], contentType: 'audio/ogg' },
  ogg_opus: { extensions: ['ogg', 'opus', 'oga'], contentType: 'audio/ogg' },
  ogg_flac: { extensions: ['ogg', 'oga'], contentType: 'audio/ogg' },
};

/**
 * What of a file is posted: the original if Discord plays it, else its copy, else the original as a
 * download; whichever is small enough.
 * @param row of `files`; ready
 * @returns null when nothing is: it is no sound, or too large
 */
export function choosePostedFile(
  row: DatabaseRow,
  audioRow: DatabaseRow | undefined,
  copyRow: DatabaseRow | undefined,
): PostedFile | null {
  const format = parseTextOrNull(row.format, 24);
  if (format === null || !isSoundFormat(format)) return null;
  const original = toStoredFile(row);
  const copy = copyRow && toStoredFile(copyRow);
  const plays = PLAYABLE_FORMATS.has(format) && audioRow?.needs_copy !== 'format';
  const fitting = (plays ? [original, copy] : [copy, original]).find(
    (file) => file && file.sizeBytes > 0 && file.sizeBytes <= MAX_POSTED_BYTES,
  );
  if (!fitting) return null;
  const isCopy = fitting === copy;
  const postedFormat = isCopy ? parseTextOrNull(copyRow?.format, 24) : format;
  const type = TYPES[postedFormat ?? ''];
  const name = toFileName(parseText(row.name, 400));
  const durationMs = parseInteger(audioRow?.duration_ms ?? 0);
  return {
    name,
    sizeBytes: Math.max(0, parseInteger(row.size_bytes)),
    durationMs: durationMs > 0 ? durationMs : null,
    isCopy,
    attachment: {
      name: toAttachmentName(
        isCopy ? withoutExtension(name, TYPES[format]?.extensions ?? []) : name,
        type?.extensions ?? [],
      ),
      contentType: type?.contentType ?? 'application/octet-stream',
      stored: fitting,
    },
  };
}

const withoutExtension = (name: string, extensions: readonly string[]): string => {
  const extension = getExtension(name);
  return extensions.includes(extension) ? name.slice(0, -extension.length - 1) : name;
};

/** Discord accepts longer ones, and cuts them in what it shows. */
const MAX_BASE_LENGTH = 80;

/**
 * A name that Discord keeps as it is: of others it leaves characters out, and files whose name
 * begins with `SPOILER_` are hidden.
 * @param extensions of the content, the usual one first; one that is missing is added
 */
export function toAttachmentName(name: string, extensions: readonly string[]): string {
  const extension = getExtension(name);
  const isKnown = extensions.length === 0 || extensions.includes(extension);
  const [usual] = extensions;
  const end = isKnown ? extension : usual;
  const base = isKnown && extension ? name.slice(0, -extension.length - 1) : name;
  const safe = base
    .normalize('NFC')
    .replace(/\s+/gu, '_')
    .replace(/[^\p{L}\p{M}\p{N}._-]/gu, '')
    .replace(/^(?:[._-]|SPOILER_)+/u, '')
    .slice(0, MAX_BASE_LENGTH)
    .toWellFormed();
  return [safe || 'file', end?.replace(/[^a-z0-9]/g, '')].filter(Boolean).join('.');
}
