import type { Knex } from 'knex';
import type { GuildReader, Placement } from '../types.ts';
import type { QueryConfig } from './entry/postgres.ts';
import { type Callback, GUARD, GuardedQuery } from './guarded-query.ts';
import { guildReader } from './guild-db.ts';
import { type DriverConnection, Session } from './session.ts';
import type { StatementNames } from './statement-names.ts';
import { abandon, lostConnection } from './transact.ts';

/** Connections on which the guard is prepared. */
const guarded = new WeakSet<DriverConnection>();

/**
 * Runs `look` in a region's cluster: each of its statements enters the guild by itself, read only;
 * see GuardedQuery.
 */
export async function runGuardedRead<T>(
  { knex, names }: { knex: Knex; names: StatementNames },
  placement: Placement,
  now: number,
  look: (db: GuildReader) => Promise<T>,
): Promise<T> {
  const entry = [placement.guildId, placement.epoch];
  const session = await Session.acquire(knex, (connection, config, callback) => {
    const { text, values } = config as QueryConfig;
    const named = { text, values, name: names.of(text) };
    return connection.query(new GuardedQuery(entry, named, callback as Callback));
  });
  if (!guarded.has(session.connection))
    session.send(GUARD.prepare).then(
      () => guarded.add(session.connection),
      // The first statement of `look` fails for the same reason, and is heard.
      () => {},
    );
  try {
    const result = await look(guildReader(knex, session, placement.guildId, 'postgres', now));
    session.release();
    return result;
  } catch (error) {
    throw (await abandon(session)) ? error : lostConnection(session, error);
  }
}
