import type { Knex } from 'knex';
import type { Engine, Placement } from '../../types.ts';
import type { Dispatch, PooledConnection } from '../pooled-connection.ts';
import type { StatementNames } from '../statement-names.ts';

/** An opened database, as tenant access uses it. */
export interface TenantDatabase {
  engine: Engine;
  knex: Knex;
  /** In a region's cluster: the names of the statements that its connections know. Else null. */
  statementNames: StatementNames | null;
}

/**
 * How an operation enters a kind of database. Each `begin` is sent in front of the operation's
 * first statement and rejects with code VK001 (not open here: resolve again) or VK002 (fenced:
 * wait).
 */
export interface TransactionDriver {
  dispatch: Dispatch;
  beginWrite(connection: PooledConnection, placement: Placement): Promise<void>;
  /** `snapshot`: all queries see one moment. */
  beginRead(connection: PooledConnection, placement: Placement, snapshot: boolean): Promise<void>;
  /** Commits. @throws when what was committed is nothing: the transaction had been rolled back */
  commit(connection: PooledConnection): Promise<void>;
}

const ID_PATTERN = /^[0-9]{1,20}$/;

/**
 * Statements that enter a guild are sent as plain text, so that several share one round trip; that is safe
 * because only digits are ever put into them.
 */
export function requireNumericId(value: string): string {
  if (!ID_PATTERN.test(value)) throw new TypeError('not an id');
  return value;
}
