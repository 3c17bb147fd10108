import { z } from 'zod';
import type { GuildReader } from '../../tenancy/types.ts';
import { query } from '../operations/guild-operations.ts';
import { parseInteger } from '../submissions/row-parsers.ts';
import { OPEN_STATUSES } from '../submissions/status.ts';
import { submissionNumber } from '../text/schemas.ts';
import { CARD_COLUMNS, type SubmissionWithCard, toSubmissionsWithCards } from './with-cards.ts';

/** A page of the demos that wait for a decision, longest wait first. */
export interface QueuePage {
  items: SubmissionWithCard[];
  /** Over all pages. */
  openCount: number;
  /** Pass it as `after` for the next page; null at the end. */
  nextAfter: number | null;
}

/** @throws VektraError `not_found` unless staff, `invalid_input` */
export const listQueue = query({
  name: 'review.list_queue',
  access: 'staff',
  limit: 'staffQuery',
  input: z.object({
    after: submissionNumber.optional(),
    limit: z.number().int().min(1).max(50),
  }),
  async read({ db, deps }, { after, limit }): Promise<QueuePage> {
    const page = db
      .table('submissions')
      .whereIn('status', OPEN_STATUSES)
      .orderBy('number')
      .limit(limit + 1)
      .select(...CARD_COLUMNS);
    if (after) page.where('number', '>', after);
    const [rows, openCount] = await Promise.all([page, countOpen(db)]);
    const items = await toSubmissionsWithCards(db, deps, rows.slice(0, limit));
    return {
      items,
      openCount,
      nextAfter: rows.length > limit ? (items.at(-1)?.number ?? null) : null,
    };
  },
});

async function countOpen(db: GuildReader): Promise<number> {
  const row = await db
    .table('submissions')
    .whereIn('status', OPEN_STATUSES)
    .count({ n: '*' })
    .first();
  return parseInteger(row?.n);
}
