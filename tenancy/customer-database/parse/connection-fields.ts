import { CustomerDatabaseError } from '../errors.ts';
import type { CustomerDatabase } from '../types.ts';
import {
  parseCaCertificates,
  parseDatabaseName,
  parseHost,
  parsePassword,
  parsePort,
  parseUser,
} from './parse-fields.ts';

/** A customer database as a form sends it: text, the empty one for what was left out. */
export type ConnectionFields = {
  engine: string;
  host: string;
  /** Empty: the engine's usual one. */
  port: string;
  user: string;
  password: string;
  database: string;
  /** PEM; empty: a public authority. */
  ca: string;
};

/** What proves the server comes beside its address. */
type ParsedFields = Omit<CustomerDatabase, 'pinnedFingerprint'>;

/**
 * The same as parseOwnUrl, from single fields.
 * @throws CustomerDatabaseError that names the field and holds nothing of its content
 */
export function parseConnectionFields(fields: ConnectionFields): ParsedFields {
  const { engine } = fields;
  if (engine !== 'postgres' && engine !== 'mysql')
    throw new CustomerDatabaseError('SCHEME', { field: 'engine' });
  return {
    engine,
    host: parseHost(fields.host),
    port: parsePort(fields.port, engine),
    user: parseUser(fields.user),
    password: parsePassword(fields.password),
    database: parseDatabaseName(fields.database),
    ca: parseCaCertificates(fields.ca),
  };
}

/**
 * The PEM that goes with a URL, checked.
 * @throws CustomerDatabaseError `CA` with the field `ca`
 */
export const parseCa = parseCaCertificates;
