import type { GuildReader } from '../../tenancy/types.ts';
import { PLATFORMS } from '../links/platform.ts';
import { toSubjectColumns } from '../subjects/subject.ts';
import type { Subject } from '../subjects/submission-subject.ts';
import { parseTextOrNull } from '../submissions/row-parsers.ts';
import type { TrackInfo } from './track-info.ts';

const FILE_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a subject's platform says about its track; null: nothing. */
export async function readTrackInfo(
  db: GuildReader,
  subject: Subject,
): Promise<{ info: TrackInfo | null; artworkId: string | null }> {
  const row = await db
    .table('track_info')
    .where({ ...toSubjectColumns(subject), state: 'ready' })
    .first('platform', 'title', 'artist', 'artwork_id');
  if (!row) return { info: null, artworkId: null };
  return {
    info: {
      platform: PLATFORMS.find((known) => known === row.platform) ?? 'other',
      title: parseTextOrNull(row.title, 400),
      artist: parseTextOrNull(row.artist, 400),
    },
    artworkId: parseFileId(row.artwork_id),
  };
}

/** Adds to submissions, whose numbers are unique, which file holds their artwork. */
export async function withArtworkIds<T extends { number: number }>(
  db: GuildReader,
  submissions: readonly T[],
): Promise<(T & { artworkId: string | null })[]> {
  if (submissions.length === 0) return [];
  const rows = await db
    .table('track_info')
    .where('subject_type', 'submission')
    .whereIn(
      'subject_id',
      submissions.map(({ number }) => String(number)),
    )
    .whereNotNull('artwork_id')
    .limit(submissions.length)
    .select('subject_id', 'artwork_id');
  const ids = new Map(rows.map((row) => [row.subject_id, parseFileId(row.artwork_id)]));
  return submissions.map((submission) => ({
    ...submission,
    artworkId: ids.get(String(submission.number)) ?? null,
  }));
}

const parseFileId = (value: unknown): string | null =>
  typeof value === 'string' && FILE_ID.test(value) ? value : null;
