import { z } from 'zod';
import type { GuildReader } from '../../tenancy/types.ts';
import type { Deps } from '../deps.ts';
import { parseInteger } from '../submissions/row-parsers.ts';
import type { Status } from '../submissions/status.ts';
import { submissionNumber } from '../text/schemas.ts';
import { CARD_COLUMNS, type SubmissionWithCard, toSubmissionsWithCards } from './with-cards.ts';

/** A page of demos, the oldest first. */
export interface OldestFirstPage {
  items: SubmissionWithCard[];
  /** Over all pages. */
  count: number;
  /** Pass it as `after` for the next page; null at the end. */
  nextAfter: number | null;
}

export const pageInput = z.object({
  after: submissionNumber.optional(),
  limit: z.number().int().min(1).max(50),
});

/** The demos that have one of the statuses. */
export async function readOldestFirst(
  db: GuildReader,
  deps: Pick<Deps, 'discordUrl'>,
  statuses: readonly Status[],
  { after, limit }: z.output<typeof pageInput>,
): Promise<OldestFirstPage> {
  const page = db
    .table('submissions')
    .whereIn('status', statuses)
    .orderBy('number')
    .limit(limit + 1)
    .select(...CARD_COLUMNS);
  if (after) page.where('number', '>', after);
  const [rows, total] = await Promise.all([
    page,
    db.table('submissions').whereIn('status', statuses).count({ n: '*' }).first(),
  ]);
  const items = await toSubmissionsWithCards(db, deps, rows.slice(0, limit));
  return {
    items,
    count: parseInteger(total?.n),
    nextAfter: rows.length > limit ? (items.at(-1)?.number ?? null) : null,
  };
}
