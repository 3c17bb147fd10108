import type { GuildReader, GuildWriter } from '../../tenancy/types.ts';
import { toSubjectColumns } from '../subjects/subject.ts';
import type { Subject } from '../subjects/submission-subject.ts';
import { parseText } from '../submissions/row-parsers.ts';
import { toArtworkId } from './artwork-id.ts';
import type { FoundTrackInfo, TrackInfoState } from './track-info.ts';

/** @returns the link of a subject that is not described yet; null when nothing is left to do */
export async function loadTrackToDescribe(
  db: GuildReader,
  subject: Subject,
): Promise<{ url: string } | null> {
  const [submission, info] = await Promise.all([
    db.table('submissions').where('number', subject.id).first('track_url'),
    db.table('track_info').where(toSubjectColumns(subject)).first('state'),
  ]);
  const url = parseText(submission?.track_url);
  return url === '' || info ? null : { url };
}

/**
 * Records what a subject's platform has said. Nothing of it is on the card, which shows what the
 * artist wrote.
 * @param url the link that it was asked about
 * @param found null: the platform has nothing to say
 */
export async function recordTrackInfo(
  db: GuildWriter,
  subject: Subject,
  url: string,
  found: FoundTrackInfo | null,
): Promise<void> {
  const row = await db
    .table('submissions')
    .where('number', subject.id)
    .forUpdate()
    .first('track_url');
  // The artist has corrected the link since: it is described by itself.
  if (parseText(row?.track_url) !== url) return;
  const columns = toSubjectColumns(subject);
  const { platform = 'other', title = null, artist = null, artwork = null } = found ?? {};
  const hasAnything = title !== null || artist !== null || artwork !== null;
  const state: TrackInfoState = hasAnything ? 'ready' : 'none';
  if (artwork) await recordArtwork(db, subject, artwork);
  await db
    .table('track_info')
    .insert({
      ...columns,
      state,
      platform,
      title,
      artist,
      artwork_id: artwork?.id ?? null,
      fetched_at: db.now,
    })
    .onConflict(['guild_id', 'subject_type', 'subject_id'])
    .merge();
  if (hasAnything) db.publishChange({ number: Number(subject.id), kind: 'file' });
}

/**
 * A file that is nobody's upload: it refers to itself as a copy, so neither this version nor the one
 * before lists it, counts it for the plan's storage, or compares it with other files.
 */
async function recordArtwork(
  db: GuildWriter,
  subject: Subject,
  artwork: NonNullable<FoundTrackInfo['artwork']>,
): Promise<void> {
  const id = toArtworkId(subject);
  const row = {
    ...toSubjectColumns(subject),
    id,
    origin: 'artwork',
    name: `artwork.${artwork.contentType.replace('image/', '')}`,
    size_bytes: artwork.sizeBytes,
    state: 'ready',
    format: 'image',
    content_type: artwork.contentType,
    store: artwork.store,
    sealed_key: artwork.sealedKey,
    sha256: null,
    copy_of: id,
    attempts: 0,
    created_at: db.now,
    stored_at: db.now,
  };
  await db.table('files').insert(row).onConflict(['guild_id', 'id']).merge();
}
