import { mysqlEntry } from './mysql.ts';
import { postgresEntry } from './postgres.ts';
import type { Entry, Place } from './types.ts';

export type { Place } from './types.ts';

const mysql = mysqlEntry();
const ownPostgres = postgresEntry(null);

/** The way into a place. */
export function entryOf({ engine, names }: Place): Entry {
  if (engine === 'mysql') return mysql;
  return names ? postgresEntry(names) : ownPostgres;
}
