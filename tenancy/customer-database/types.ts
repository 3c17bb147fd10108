import type { Engine } from '../types.ts';

/**
 * A customer database, field by field. It is what Vault keeps; no URL is kept, and none is ever
 * given to a driver.
 */
export interface CustomerDatabase {
  engine: Engine;
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  /** PEM of the authority that signed the server's certificate; null: a public one. */
  ca: string | null;
}

/** Why a customer database's address, or what is behind it, cannot be used. */
export const CUSTOMER_DATABASE_CODES = [
  /** Not a URL, or a part of it is missing, malformed or too long. */
  'URL',
  'SCHEME',
  /** Query parameters that are not taken; `field` names them. */
  'PARAM',
  /** Documentation's text where a value belongs; `field` says which. */
  'PLACEHOLDER',
  /** The name has no address. */
  'HOST',
  /** The address is not one to connect to. */
  'ADDRESS',
  'REFUSED',
  /** Its name has IPv6 addresses only, and this machine has no way to them. */
  'IPV6_ONLY',
  'TIMEOUT',
  /** No TLS, or a certificate that does not prove the host. */
  'TLS',
  'AUTH',
  'DATABASE',
  'PRIVILEGE',
  'VERSION',
  /** Another kind of database, which only speaks the protocol. */
  'UNSUPPORTED',
  'TOO_MANY_CONNECTIONS',
  'READ_ONLY',
  /** Its disk or quota is full. */
  'FULL',
  /** It answers, but not as a database of this engine does; or it broke off. */
  'PROTOCOL',
  /** It holds another guild's data, or tables of somebody else under our names. */
  'OCCUPIED',
  /** Migrated by a newer Vektra. */
  'SCHEMA_NEWER',
] as const;
export type CustomerDatabaseCode = (typeof CUSTOMER_DATABASE_CODES)[number];

/** The steps of the test before saving, in their order. */
export type ConnectionTestStep = 'address' | 'tls' | 'login' | 'version' | 'privileges' | 'write';

/** What a test says beside yes and no. */
export type ConnectionTestWarning =
  /** The role may do far more than is needed. */
  | 'superuser'
  /** Its clock is more than a minute off. */
  | 'clock'
  /** MySQL: triggers cannot be made, so a move away pauses writes for its whole copy. */
  | 'no_triggers';

export interface ConnectionTestReport {
  /** e.g. `PostgreSQL 16.3`, `MariaDB 10.11.6`; our own words, never the server's. */
  server: string;
  /** Round trip of a statement, ms. */
  latencyMs: number;
  warnings: ConnectionTestWarning[];
}
