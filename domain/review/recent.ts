import { z } from 'zod';
import { query } from '../operations/guild-operations.ts';
import { STATUSES } from '../submissions/status.ts';
import { snowflakeId, submissionNumber } from '../text/schemas.ts';
import { CARD_COLUMNS, type SubmissionWithCard, toSubmissionsWithCards } from './with-cards.ts';

/** A page of the newest demos. */
export interface RecentPage {
  items: SubmissionWithCard[];
  /** Pass it as `before` for the next (older) page; null at the end. */
  nextBefore: number | null;
}

/**
 * The newest demos, of everybody or of one artist, in any status or in some.
 * @throws VektraError `not_found` unless staff, `invalid_input`
 */
export const listRecent = query({
  name: 'review.list_recent',
  access: 'staff',
  limit: 'staffQuery',
  input: z.object({
    artistId: snowflakeId.optional(),
    /** Absent: in any status. */
    statuses: z.array(z.enum(STATUSES)).min(1).max(STATUSES.length).readonly().optional(),
    before: submissionNumber.optional(),
    limit: z.number().int().min(1).max(50),
  }),
  async read({ db, deps }, { artistId, statuses, before, limit }): Promise<RecentPage> {
    const page = db
      .table('submissions')
      .orderBy('number', 'desc')
      .limit(limit + 1)
      .select(...CARD_COLUMNS);
    if (artistId) page.where('artist_id', artistId);
    if (statuses) page.whereIn('status', statuses);
    if (before) page.where('number', '<', before);
    const rows = await page;
    const items = await toSubmissionsWithCards(db, deps, rows.slice(0, limit));
    return { items, nextBefore: rows.length > limit ? (items.at(-1)?.number ?? null) : null };
  },
});
