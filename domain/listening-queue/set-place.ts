import { z } from 'zod';
import { repeatableMutation } from '../operations/guild-operations.ts';
import { queuePosition } from './queue-position.ts';

/**
 * Remembers where a person is in the listening queue: demos up to `number` are behind them. It
 * concerns nobody else, so that it is no event.
 * @throws VektraError `not_found` unless staff, `plan_required`, `invalid_input`
 */
export const setPlace = repeatableMutation({
  name: 'listeningQueue.set_place',
  access: 'staff',
  feature: 'listening_queue',
  // As often as a demo is opened.
  limit: 'staffQuery',
  input: z.object({ number: queuePosition }),
  async run({ db, actor }, { number }): Promise<null> {
    await db
      .table('listening_places')
      .insert({ user_id: actor.userId, number, updated_at: db.now })
      .onConflict(['guild_id', 'user_id'])
      .merge(['number', 'updated_at']);
    return null;
  },
});
