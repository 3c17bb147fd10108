import { z } from 'zod';
import type { GuildReader } from '../../tenancy/types.ts';
import { query } from '../operations/guild-operations.ts';
import { toListedSubmissions } from '../submissions/listed-submissions.ts';
import { parseIntegerOrNull } from '../submissions/row-parsers.ts';
import { queuePosition } from './queue-position.ts';
import { countUndecided, readLastUpTo, readPageAfter } from './read-queue.ts';
import type { ListeningQueuePage } from './types.ts';

/**
 * The demos that wait for a decision, the oldest first, from where the person left off.
 * @param input.after from after this number instead; 0: from the beginning
 * @throws VektraError `not_found` unless staff, `plan_required`, `invalid_input`
 */
export const get = query({
  name: 'listeningQueue.get',
  access: 'staff',
  feature: 'listening_queue',
  limit: 'staffQuery',
  input: z.object({ after: queuePosition.optional() }),
  async read({ db, actor }, { after }): Promise<ListeningQueuePage> {
    const place = await readPlace(db, actor.userId);
    const position = after ?? place ?? 0;
    const [rows, left, passed, previousRows] = await Promise.all([
      readPageAfter(db, position),
      countUndecided(db, '>', position),
      countUndecided(db, '<=', position),
      readLastUpTo(db, position),
    ]);
    const listed = await toListedSubmissions(db, actor.userId, [...previousRows, ...rows]);
    return {
      items: listed.slice(previousRows.length),
      left,
      passed,
      previous: previousRows.length > 0 ? (listed[0] ?? null) : null,
      place,
    };
  },
});

async function readPlace(db: GuildReader, userId: string): Promise<number | null> {
  const row = await db.table('listening_places').where('user_id', userId).first('number');
  return row ? Math.max(0, parseIntegerOrNull(row.number) ?? 0) : null;
}
