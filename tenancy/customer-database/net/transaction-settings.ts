import type { CustomerDatabaseLimits } from '../limits.ts';
import type { Driver } from './watch-statements.ts';

type Callback = (error: unknown, result?: unknown) => void;

/**
 * A role or a database can have other defaults for all of them. `SET LOCAL`, not start-up
 * parameters, which poolers refuse, and not `SET`: behind a pooler in transaction mode a session is
 * shared with other programs of the database's owner, and the next transaction may be on another
 * one.
 */
const settingsSql = ({ statementMs, lockMs }: CustomerDatabaseLimits): string =>
  [
    `SET LOCAL search_path = vektra`,
    `SET LOCAL TimeZone = 'UTC'`,
    `SET LOCAL statement_timeout = ${statementMs}`,
    `SET LOCAL lock_timeout = ${lockMs}`,
    `SET LOCAL idle_in_transaction_session_timeout = ${statementMs * 2}`,
    `SET LOCAL standard_conforming_strings = on`,
  ].join('; ');

/**
 * Every transaction of a Postgres connection begins with its settings, in the message of its BEGIN;
 * a statement outside of one gets a transaction of its own, and its answer when that is committed.
 * The connection is pipelined, so neither costs a round trip.
 * @param connection its statements have callbacks; streams are sent as they are
 */
export function setUpTransactions(connection: Driver, limits: CustomerDatabaseLimits): void {
  const query = connection.query.bind(connection);
  const settings = settingsSql(limits);
  const begin = `BEGIN ISOLATION LEVEL READ COMMITTED; ${settings}`;
  let isInTransaction = false;

  connection.query = (...args: unknown[]) => {
    const callback = args.at(-1);
    const text = textOf(args[0]);
    if (typeof callback !== 'function' || text === null) return query(...args);
    if (isBegin(text)) {
      isInTransaction = true;
      return query(withSettings(text, settings), callback);
    }
    if (isInTransaction) {
      isInTransaction = !isEnd(text);
      return query(...args);
    }
    return queryInTransaction(args.slice(0, -1), callback as Callback);
  };

  function queryInTransaction(statement: unknown[], callback: Callback): void {
    let beginError: unknown = null;
    let statementError: unknown = null;
    let statementResult: unknown;
    query(begin, (error: unknown) => {
      beginError = error;
    });
    query(...statement, (error: unknown, result: unknown) => {
      statementError = error;
      statementResult = result;
    });
    // After a failed statement it rolls back.
    query('COMMIT', (commitError: unknown) =>
      callback(beginError ?? statementError ?? commitError, statementResult),
    );
  }
}

/** @returns null for an object that brings its own protocol (a cursor, a COPY) */
function textOf(statement: unknown): string | null {
  if (typeof statement === 'string') return statement;
  const { text } = statement as { text?: unknown };
  return typeof text === 'string' ? text : null;
}

const isBegin = (text: string) => text.startsWith('BEGIN');

const isEnd = (text: string) =>
  text.startsWith('COMMIT') || (text.startsWith('ROLLBACK') && !text.startsWith('ROLLBACK TO'));

/** Puts the settings behind BEGIN, before what is sent with it. */
function withSettings(text: string, settings: string): string {
  const [, begin = '', rest = ''] = /^([^;]*);?(.*)$/s.exec(text) ?? [];
  const level = begin.includes('ISOLATION LEVEL') ? '' : ' ISOLATION LEVEL READ COMMITTED';
  return `${begin}${level}; ${settings};${rest}`;
}
