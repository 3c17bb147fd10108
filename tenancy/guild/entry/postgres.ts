import type { Placement } from '../../types.ts';
import type { Dispatch, Session } from '../session.ts';
import type { StatementNames } from '../statement-names.ts';
import { digits, type Entry } from './types.ts';

/** A statement as Knex gives it to pg. */
export interface QueryConfig {
  text: string;
  values?: unknown[];
  name?: string | undefined;
}

/**
 * An own database may be reached through a pooler that forgets what a session has set: each
 * transaction sets it.
 */
const OWN_SETTINGS = `SET LOCAL search_path = vektra; SET LOCAL statement_timeout = 10000; SET LOCAL lock_timeout = 4000; `;

/**
 * Postgres: the fence is checked inside SQL (see migration 011), so that a refusal aborts the
 * transaction by itself, whatever is already on the wire behind it.
 * @param names null for own databases: a pooler does not keep prepared statements
 */
export function postgresEntry(names: StatementNames | null): Entry {
  const settings = names ? '' : OWN_SETTINGS;
  const dispatch: Dispatch = names
    ? (connection, config, callback) => {
        const { text, values } = config as QueryConfig;
        return connection.query({ text, values, name: names.of(text) }, callback);
      }
    : (connection, config, callback) => connection.query(config, callback);
  const enter = async (session: Session, begin: string, how: string, at: Placement) => {
    await session.send(
      `${begin}; ${settings}SELECT vektra.${how}(${digits(at.guildId)}, ${digits(at.epoch)})`,
    );
  };
  return {
    dispatch,
    beginWrite: (session, placement) => enter(session, 'BEGIN', 'enter_write', placement),
    beginRead: (session, placement, snapshot) =>
      enter(
        session,
        snapshot ? 'BEGIN ISOLATION LEVEL REPEATABLE READ' : 'BEGIN',
        'enter_read',
        placement,
      ),
    // A COMMIT of an aborted transaction succeeds with the tag ROLLBACK: an act that swallowed a
    // failed statement must not be told that it was saved.
    async commit(session) {
      const result = (await session.send('COMMIT')) as Tagged | Tagged[];
      const tag = Array.isArray(result) ? result.at(-1)?.command : result.command;
      if (tag !== 'COMMIT') throw new Error('the transaction was rolled back');
    },
  };
}

/** pg answers a text of several statements with a list of results. */
interface Tagged {
  command?: string;
}
