import { createMysqlTransactionDriver } from './mysql.ts';
import { createPostgresTransactionDriver } from './postgres.ts';
import type { TenantDatabase, TransactionDriver } from './types.ts';

export type { TenantDatabase } from './types.ts';

const mysql = createMysqlTransactionDriver();
const customerPostgres = createPostgresTransactionDriver(null);

/** How a guild's database is entered. */
export function transactionDriverFor({
  engine,
  statementNames,
}: TenantDatabase): TransactionDriver {
  if (engine === 'mysql') return mysql;
  return statementNames ? createPostgresTransactionDriver(statementNames) : customerPostgres;
}
