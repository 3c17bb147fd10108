import {
  type AnalysisRecord,
  recordFileReady,
  recordListeningCopy,
  toCopyId,
} from '../../domain/index.ts';
import { FileStorageError, type GuildFiles, type StoredFile } from '../../tenancy/index.ts';
import {
  type AudioAnalysis,
  AudioError,
  type AudioSource,
  SNIFFED_BYTES,
  type SniffedFormat,
  sniffFormat,
} from '../audio/index.ts';
import type { FileContext, FileRun } from './process-file.ts';

/** More than a copy in Opus takes for a second of sound, and for its headers. */
const COPY_BYTES_PER_SECOND = 40_000;
const COPY_HEADER_BYTES = 1_000_000;

/**
 * Analyzes a stored file: what sound it is, whether it was sent before; and makes a copy of what
 * browsers do not play. A file that cannot be analyzed is kept as a download.
 * @throws FileStorageError, and what prevents the recording
 */
export async function analyzeFile(
  { tenancy, analyzer }: FileContext,
  { guildId, owner, file, signal }: FileRun,
): Promise<void> {
  const { stored } = file;
  if (!stored) return;
  const files = await tenancy.files(guildId);
  const source = toAudioSource(files, stored, signal);
  const format = sniffFormat(await readHead(source));
  const analysis = format.isAudio
    ? await tryAnalyze(() => analyzer.analyze(source, format, { signal }))
    : null;
  if (analysis && 'needsCopy' in analysis && analysis.needsCopy)
    await makeCopy(
      { tenancy, analyzer },
      { guildId, owner, file, signal },
      { files, source, format, durationMs: analysis.durationMs },
    );
  await tenancy.write(guildId, (db) =>
    recordFileReady(db, file, owner, analysis && toRecord(analysis)),
  );
}

const toAudioSource = (
  files: GuildFiles,
  stored: StoredFile,
  signal: AbortSignal,
): AudioSource => ({
  sizeBytes: stored.sizeBytes,
  // Without its end, as streams of bytes are cut.
  read: (range) =>
    files.open(stored, {
      signal,
      ...(range ? { range: { start: range.start, end: range.end - 1 } } : {}),
    }),
});

async function readHead(source: AudioSource): Promise<Buffer> {
  if (source.sizeBytes === 0) return Buffer.alloc(0);
  const end = Math.min(SNIFFED_BYTES, source.sizeBytes);
  const parts: Buffer[] = [];
  for await (const part of await source.read({ start: 0, end })) parts.push(part);
  return Buffer.concat(parts);
}

/** @returns the problem of a file that cannot be analyzed */
async function tryAnalyze(
  analyze: () => Promise<AudioAnalysis>,
): Promise<AudioAnalysis | { problem: string }> {
  try {
    return await analyze();
  } catch (error) {
    if (error instanceof AudioError) return { problem: error.code };
    throw error;
  }
}

async function makeCopy(
  { tenancy, analyzer }: Pick<FileContext, 'tenancy' | 'analyzer'>,
  { guildId, owner, file, signal }: FileRun,
  {
    files,
    source,
    format,
    durationMs,
  }: { files: GuildFiles; source: AudioSource; format: SniffedFormat; durationMs: number },
): Promise<void> {
  const copy = await analyzer.createCopy(source, format, { signal });
  if (!copy) return;
  try {
    const written = await files.write(toCopyId(file.id), copy.body, {
      maxBytes: COPY_HEADER_BYTES + Math.ceil(durationMs / 1_000) * COPY_BYTES_PER_SECOND,
      signal,
    });
    const isRecorded = await tenancy.write(guildId, (db) =>
      recordListeningCopy(db, file, owner, {
        ...written,
        format: 'ogg_opus',
        contentType: copy.contentType,
      }),
    );
    // Removed meanwhile, or another worker has the lease.
    if (!isRecorded) await files.discard(written);
  } catch (error) {
    // The original is kept, and can be downloaded.
    const isTooLarge = error instanceof FileStorageError && error.code === 'too_large';
    if (!(error instanceof AudioError) && !isTooLarge) throw error;
  } finally {
    copy.body.destroy();
  }
}

/** Of a file that could not be analyzed, whatever was tried. */
export const NOT_ANALYZED: AnalysisRecord = {
  problem: 'limits',
  codec: null,
  durationMs: null,
  sampleRate: null,
  channels: null,
  bitsPerSample: null,
  loudness: null,
  needsCopy: null,
  pcmHash: null,
  peaks: [],
  tags: {},
};

function toRecord(analysis: AudioAnalysis | { problem: string }): AnalysisRecord {
  if ('problem' in analysis) return { ...NOT_ANALYZED, problem: analysis.problem };
  const { loudnessLufs, ...found } = analysis;
  return { ...found, tags: { ...found.tags }, problem: null, loudness: loudnessLufs };
}
