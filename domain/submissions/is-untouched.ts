import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { firstListened } from '../listens/events.ts';
import { submitted } from './events.ts';
import { parseInteger, parseStatus } from './row-parsers.ts';

/**
 * Whether nobody of the label has acted on a demo: changed its status, noted, tagged or removed
 * something, or written to the artist. Who listens does not act.
 * @param row with `number`, `artist_id`, `status` and `decision_event_id`
 */
export async function isUntouched(db: GuildReader, row: DatabaseRow): Promise<boolean> {
  if (parseStatus(row.status) !== 'in_queue' || row.decision_event_id !== null) return false;
  const number = parseInteger(row.number);
  const [event, message] = await Promise.all([
    db
      .table('events')
      .where({ subject_type: submitted.subjectType, subject_id: String(number) })
      .whereNot('actor_id', row.artist_id)
      .whereIn('source', ['discord', 'dashboard'])
      .whereNot('kind', firstListened.kind)
      .first('id'),
    db.table('artist_messages').where('number', number).where('direction', 'to_artist').first('id'),
  ]);
  return !event && !message;
}
