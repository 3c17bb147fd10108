import type { Placement } from '../../types.ts';
import type { Session } from '../session.ts';
import { digits, type Entry } from './types.ts';

/** The door's refusal, with the codes that Postgres raises; see migration 011. */
class FenceError extends Error {
  readonly code: 'VK001' | 'VK002';

  constructor(code: 'VK001' | 'VK002') {
    super(code);
    this.code = code;
  }
}

/**
 * MySQL and MariaDB: without functions of ours there, the fence row is read first. The driver queues
 * statements, so the act's own ones wait behind; what they did is rolled back when the fence refuses.
 */
export function mysqlEntry(): Entry {
  // MySQL rolls back a whole transaction by itself (a deadlock) and then commits what came after:
  // an act that swallowed a failed statement must not be told that it was saved.
  const failed = new WeakSet<object>();
  return {
    dispatch: (connection, options, values, callback) =>
      connection.query(options, values, (error: unknown, rows: unknown, fields: unknown) => {
        if (error) failed.add(connection);
        (callback as (...answer: unknown[]) => void)(error, rows, fields);
      }),
    async beginWrite(session, placement) {
      failed.delete(session.connection);
      const [, mode] = await Promise.all([
        session.send('START TRANSACTION'),
        fenceMode(session, placement, ' LOCK IN SHARE MODE'),
      ]);
      // As vektra.enter_write does: a place that is about to open is waited for.
      if (mode === 'fenced' || mode === 'filling') throw new FenceError('VK002');
      if (mode !== 'open' && mode !== 'copying') throw new FenceError('VK001');
    },
    async beginRead(session, placement, snapshot) {
      failed.delete(session.connection);
      const begin = snapshot
        ? [
            session.send('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ'),
            session.send('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY'),
          ]
        : [session.send('START TRANSACTION READ ONLY')];
      const mode = (await Promise.all([...begin, fenceMode(session, placement, '')])).at(-1);
      if (mode === 'filling') throw new FenceError('VK002');
      if (mode !== 'open' && mode !== 'copying' && mode !== 'fenced') throw new FenceError('VK001');
    },
    async commit(session) {
      if (failed.has(session.connection)) throw new Error('the transaction was rolled back');
      await session.send('COMMIT');
    },
  };
}

async function fenceMode(
  session: Session,
  { guildId, epoch }: Placement,
  lock: string,
): Promise<unknown> {
  const rows = await session.send(
    `SELECT mode FROM guild_fence WHERE guild_id = ${digits(guildId)} AND epoch = ${digits(epoch)}${lock}`,
  );
  return (rows as { mode?: unknown }[])[0]?.mode;
}
