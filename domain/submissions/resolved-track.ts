import type { GuildReader, GuildWriter } from '../../tenancy/types.ts';
import { createEffect } from '../effects/define-effect.ts';
import type { TrackLink } from '../links/parse-track-link.ts';
import { submissionSubject } from '../subjects/submission-subject.ts';
import { cardEdit } from './effects.ts';
import { findEarliestOfTrack } from './find-duplicate.ts';
import { parseInteger, parseText } from './row-parsers.ts';

/** Later submissions of the track that are marked as duplicates at once. */
const MAX_LATER = 25;

/** @returns null when the submission is gone */
export async function loadTrackUrl(
  db: GuildReader,
  number: number,
): Promise<{ url: string } | null> {
  const row = await db.table('submissions').where('number', number).first('track_url');
  return row ? { url: parseText(row.track_url) } : null;
}

/**
 * Records the track that a submission's short link leads to. Duplicates are found in both
 * directions: what was sent while the link was being resolved is marked as well.
 * @param url the short link
 */
export async function recordResolvedTrack(
  db: GuildWriter,
  number: number,
  url: string,
  { hash, legacyHash, platform }: Pick<TrackLink, 'hash' | 'legacyHash' | 'platform'>,
): Promise<void> {
  const rows = () => db.table('submissions');
  const row = await rows()
    .where('number', number)
    .forUpdate()
    .first('track_url', 'duplicate_of', 'platform');
  // The artist has corrected the link since.
  if (!row || parseText(row.track_url) !== url) return;
  const earliest = await findEarliestOfTrack(db, { hash, legacyHash });
  const duplicateOf = earliest !== null && earliest < number ? earliest : null;
  const later = await rows()
    .where('track_hash', hash)
    .where('number', '>', number)
    .whereNull('duplicate_of')
    .orderBy('number')
    .limit(MAX_LATER)
    .select('number');
  const laterNumbers = later.map((each) => parseInteger(each.number));
  const isChanged = platform !== row.platform || (duplicateOf !== null && !row.duplicate_of);
  await rows()
    .where('number', number)
    .update({
      track_hash: hash,
      platform,
      ...(duplicateOf !== null && row.duplicate_of === null ? { duplicate_of: duplicateOf } : {}),
    });
  if (laterNumbers.length > 0)
    await rows()
      .whereIn('number', laterNumbers)
      .update({ duplicate_of: duplicateOf ?? number });
  const changedNumbers = [...(isChanged ? [number] : []), ...laterNumbers];
  await db.enqueue(
    changedNumbers.map((each) => createEffect(cardEdit, submissionSubject(each), null)),
  );
  for (const each of changedNumbers) db.publishChange({ number: each, kind: 'delivery' });
}
