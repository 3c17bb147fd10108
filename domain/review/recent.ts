import { z } from 'zod';
import { query } from '../operations/guild-operations.ts';
import { snowflakeId, submissionNumber } from '../text/schemas.ts';
import { CARD_COLUMNS, type SubmissionWithCard, toSubmissionsWithCards } from './with-cards.ts';

/** A page of the newest demos, in any status. */
export interface RecentPage {
  items: SubmissionWithCard[];
  /** Pass it as `before` for the next (older) page; null at the end. */
  nextBefore: number | null;
}

/**
 * The newest demos, of everybody or of one artist.
 * @throws VektraError `not_found` unless staff, `invalid_input`
 */
export const listRecent = query({
  name: 'review.list_recent',
  access: 'staff',
  limit: 'staffQuery',
  input: z.object({
    artistId: snowflakeId.optional(),
    before: submissionNumber.optional(),
    limit: z.number().int().min(1).max(50),
  }),
  async read({ db, deps }, { artistId, before, limit }): Promise<RecentPage> {
    const page = db
      .table('submissions')
      .orderBy('number', 'desc')
      .limit(limit + 1)
      .select(...CARD_COLUMNS);
    if (artistId) page.where('artist_id', artistId);
    if (before) page.where('number', '<', before);
    const rows = await page;
    const items = await toSubmissionsWithCards(db, deps, rows.slice(0, limit));
    return { items, nextBefore: rows.length > limit ? (items.at(-1)?.number ?? null) : null };
  },
});
