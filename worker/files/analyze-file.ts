import {
  type AnalysisRecord,
  recordFileReady,
  recordListeningCopy,
  toCopyId,
} from '../../domain/index.ts';
import type { GuildFiles, StoredFile } from '../../tenancy/index.ts';
import {
  type AudioAnalysis,
  AudioError,
  type AudioSource,
  type SniffedFormat,
  sniffFormat,
} from '../audio/index.ts';
import type { FileContext, FileRun } from './process-file.ts';

/** A copy in Opus takes less than this share of what it is made of, or of this many bytes. */
const MIN_COPY_BYTES = 50_000_000;
const SNIFFED_BYTES = 65_536;

/**
 * Looks into a stored file: what sound it is, whether it was sent before; and makes a copy of what
 * browsers do not play. A file that cannot be looked into is kept as a download.
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
      { files, source, format },
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

/** @returns the problem of a file that cannot be looked into */
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
  { files, source, format }: { files: GuildFiles; source: AudioSource; format: SniffedFormat },
): Promise<void> {
  const copy = await analyzer.createCopy(source, format, { signal });
  if (!copy) return;
  try {
    const written = await files.write(toCopyId(file.id), copy.body, {
      maxBytes: Math.max(source.sizeBytes, MIN_COPY_BYTES),
      signal,
    });
    await tenancy.write(guildId, (db) =>
      recordListeningCopy(db, file, owner, {
        ...written,
        format: 'ogg_opus',
        contentType: copy.contentType,
      }),
    );
  } catch (error) {
    // The original is kept, and can be downloaded.
    if (!(error instanceof AudioError)) throw error;
  } finally {
    copy.body.destroy();
  }
}

function toRecord(analysis: AudioAnalysis | { problem: string }): AnalysisRecord {
  if ('problem' in analysis)
    return {
      problem: analysis.problem,
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
  const { loudnessLufs, ...found } = analysis;
  return { ...found, tags: { ...found.tags }, problem: null, loudness: loudnessLufs };
}
