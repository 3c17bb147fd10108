import type { GuildWriter, WrittenFile } from '../../tenancy/index.ts';
import { createEffect } from '../effects/define-effect.ts';
import { refreshSubject } from '../subjects/subject.ts';
import type { Subject } from '../subjects/submission-subject.ts';
import { fileFailedDm, threadFile } from './effects.ts';
import type { FileProblem } from './file-state.ts';
import type { LeasedFile } from './lease-file.ts';
import { markSameSound } from './same-sound.ts';

type Leased = Pick<LeasedFile, 'id' | 'subject'>;

/** What was found in a file; see `file_audio`. */
export interface AnalysisRecord {
  /** Why it could not be analyzed; the rest is null then. */
  problem: string | null;
  codec: string | null;
  durationMs: number | null;
  sampleRate: number | null;
  channels: number | null;
  bitsPerSample: number | null;
  loudness: number | null;
  needsCopy: string | null;
  pcmHash: string | null;
  /** One array per channel, 0 to 255. */
  peaks: readonly Uint8Array[];
  tags: Readonly<Record<string, string | number | null>>;
}

const filesOf = (db: GuildWriter) => db.table('files');

/** The row, as long as this worker leases it and nobody changed its state. */
const leasedRow = (
  db: GuildWriter,
  { id }: Pick<Leased, 'id'>,
  owner: string,
  state: 'pending' | 'stored',
) => filesOf(db).where({ id, lease_owner: owner, state });

/** The content is in the bucket. @returns false when nothing was recorded: it has to be erased */
export async function recordFileStored(
  db: GuildWriter,
  file: Leased,
  owner: string,
  written: WrittenFile & { format: string; contentType: string },
): Promise<boolean> {
  const count = Number(
    await leasedRow(db, file, owner, 'pending').update({
      state: 'stored',
      source_url: null,
      size_bytes: written.sizeBytes,
      store: written.store,
      sealed_key: written.sealedKey,
      sha256: written.sha256,
      format: written.format,
      content_type: written.contentType,
      stored_at: db.now,
      attempts: 0,
    }),
  );
  if (count > 0) await showChange(db, file.subject);
  return count > 0;
}

/** The file cannot be kept; the artist is told. */
export async function recordFileFailed(
  db: GuildWriter,
  file: Leased,
  owner: string,
  problem: FileProblem,
): Promise<void> {
  const count = Number(
    await leasedRow(db, file, owner, 'pending').update({
      state: 'failed',
      problem,
      source_url: null,
      lease_owner: null,
      lease_until: null,
    }),
  );
  if (count === 0) return;
  await db.enqueue([createEffect(fileFailedDm, file.subject, { fileId: file.id })]);
  await showChange(db, file.subject);
}

/** Processing is over. @param analysis null: the file is no sound */
export async function recordFileReady(
  db: GuildWriter,
  file: Leased,
  owner: string,
  analysis: AnalysisRecord | null,
): Promise<void> {
  const count = Number(
    await leasedRow(db, file, owner, 'stored').update({
      state: 'ready',
      lease_owner: null,
      lease_until: null,
    }),
  );
  if (count === 0) return;
  if (analysis) {
    const row = toAudioRow(file.id, db.now, analysis);
    await db.table('file_audio').insert(row).onConflict(['guild_id', 'file_id']).merge();
    await db.enqueue([createEffect(threadFile, file.subject, { fileId: file.id })]);
  }
  await markSameSound(db, file);
  await showChange(db, file.subject);
}

const toAudioRow = (fileId: string, at: number, analysis: AnalysisRecord) => ({
  file_id: fileId,
  problem: analysis.problem,
  codec: analysis.codec?.slice(0, 24) ?? null,
  duration_ms: analysis.durationMs,
  sample_rate: analysis.sampleRate,
  channels: analysis.channels,
  bits_per_sample: analysis.bitsPerSample,
  loudness: analysis.loudness === null ? null : Math.round(analysis.loudness * 100),
  needs_copy: analysis.needsCopy,
  pcm_hash: analysis.pcmHash,
  peaks: JSON.stringify(analysis.peaks.map((channel) => Buffer.from(channel).toString('base64'))),
  tags: JSON.stringify(analysis.tags),
  at,
});

/** A copy that browsers can play was made of a file, and stored. */
export async function recordListeningCopy(
  db: GuildWriter,
  original: Leased & Pick<LeasedFile, 'name'>,
  owner: string,
  copy: WrittenFile & { format: string; contentType: string },
): Promise<boolean> {
  const row = await leasedRow(db, original, owner, 'stored').forUpdate().first('id');
  if (!row) return false;
  const copyRow = {
    id: copy.id,
    subject_type: original.subject.type,
    subject_id: original.subject.id,
    origin: 'copy',
    name: original.name,
    size_bytes: copy.sizeBytes,
    state: 'ready',
    format: copy.format,
    content_type: copy.contentType,
    store: copy.store,
    sealed_key: copy.sealedKey,
    sha256: null,
    copy_of: original.id,
    attempts: 0,
    created_at: db.now,
    stored_at: db.now,
  };
  await filesOf(db).insert(copyRow).onConflict(['guild_id', 'id']).merge();
  return true;
}

async function showChange(db: GuildWriter, subject: Subject): Promise<void> {
  await refreshSubject(db, subject);
  db.publishChange({ number: Number(subject.id), kind: 'file' });
}
