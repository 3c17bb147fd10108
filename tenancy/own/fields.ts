import { OwnDatabaseError } from './errors.ts';
import { caPart, databasePart, hostPart, passwordPart, portPart, userPart } from './parts.ts';
import type { OwnDatabase } from './types.ts';

/** An own database as a form sends it: text, the empty one for what was left out. */
export type OwnFields = {
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

/**
 * The same as parseOwnUrl, from single fields.
 * @throws OwnDatabaseError that names the field and holds nothing of its content
 */
export function parseOwnFields(fields: OwnFields): OwnDatabase {
  const { engine } = fields;
  if (engine !== 'postgres' && engine !== 'mysql')
    throw new OwnDatabaseError('SCHEME', { field: 'engine' });
  return {
    engine,
    host: hostPart(fields.host),
    port: portPart(fields.port, engine),
    user: userPart(fields.user),
    password: passwordPart(fields.password),
    database: databasePart(fields.database),
    ca: caPart(fields.ca),
  };
}

/** The PEM that goes with a URL, checked. @throws OwnDatabaseError `TLS` with the field `ca` */
export const parseCa = caPart;
