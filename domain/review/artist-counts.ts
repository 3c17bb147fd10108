import { z } from 'zod';
import { query } from '../operations/guild-operations.ts';
import { readCountsByStatus } from '../submissions/counts.ts';
import type { Status } from '../submissions/status.ts';
import { snowflakeId } from '../text/schemas.ts';

/**
 * How many demos of one artist each status has.
 * @throws VektraError `not_found` unless staff, `invalid_input`
 */
export const countOfArtist = query({
  name: 'review.count_of_artist',
  access: 'staff',
  limit: 'staffQuery',
  input: z.object({ artistId: snowflakeId }),
  read: ({ db }, { artistId }): Promise<Record<Status, number>> => readCountsByStatus(db, artistId),
});
