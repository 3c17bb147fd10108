import type { GuildReader } from '../../tenancy/types.ts';
import { parseText } from '../submissions/row-parsers.ts';

/** Points of a waveform that is shown: a few for each millimetre of a wide screen. */
const SHOWN_POINTS = 600;
const MAX_CHANNELS = 2;
const MAX_POINTS = 10_000;
const MAX_DOCUMENT_LENGTH = 40_000;

/** @returns the waveforms of files that have one, by file: peaks of 0 to 255 of each channel */
export async function readWaveforms(
  db: GuildReader,
  fileIds: readonly string[],
): Promise<Map<string, number[][]>> {
  if (fileIds.length === 0) return new Map();
  const rows = await db
    .table('file_audio')
    .whereIn('file_id', fileIds)
    .limit(fileIds.length)
    .select('file_id', 'peaks');
  return new Map(
    rows
      .map((row): [string, number[][]] => [row.file_id, parsePeaks(row.peaks)])
      .filter(([, peaks]) => peaks.length > 0),
  );
}

/** @param document a JSON array of base64, one text for each channel */
function parsePeaks(document: unknown): number[][] {
  try {
    const channels: unknown = JSON.parse(parseText(document, MAX_DOCUMENT_LENGTH));
    if (!Array.isArray(channels)) return [];
    return channels
      .slice(0, MAX_CHANNELS)
      .map((channel) => thinOut(Buffer.from(String(channel), 'base64').subarray(0, MAX_POINTS)))
      .filter((peaks) => peaks.length > 0);
  } catch {
    return [];
  }
}

/** The highest of each group of points. */
function thinOut(peaks: Uint8Array): number[] {
  const count = Math.min(SHOWN_POINTS, peaks.length);
  return Array.from({ length: count }, (_, index) => {
    const start = Math.floor((index * peaks.length) / count);
    const end = Math.floor(((index + 1) * peaks.length) / count);
    return peaks.subarray(start, end).reduce((max, peak) => Math.max(max, peak), 0);
  });
}
