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
import { refusePlaceholders } from './placeholders.ts';

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

/** Nobody types a fingerprint in: a test shows it. */
type ParsedFields = Omit<CustomerDatabase, 'pinnedFingerprint'>;

/**
 * The same as parseCustomerDatabaseUrl, from single fields. Blanks that were copied with a value are
 * left out, except of a password, which may have them.
 * @throws CustomerDatabaseError that names the field and holds nothing of its content
 */
export function parseConnectionFields(fields: ConnectionFields): ParsedFields {
  const { engine, password, ca } = fields;
  const [host, port, user, database] = [
    fields.host.trim(),
    fields.port.trim(),
    fields.user.trim(),
    fields.database.trim(),
  ];
  if (engine !== 'postgres' && engine !== 'mysql')
    throw new CustomerDatabaseError('SCHEME', { field: 'engine' });
  refusePlaceholders({ user, password, host, database });
  return {
    engine,
    host: parseHost(host),
    port: parsePort(port, engine),
    user: parseUser(user),
    password: parsePassword(password),
    database: parseDatabaseName(database),
    ca: parseCaCertificates(ca),
  };
}

/**
 * The PEM that goes with a URL, checked.
 * @throws CustomerDatabaseError `CA` with the field `ca`
 */
export const parseCa = parseCaCertificates;
