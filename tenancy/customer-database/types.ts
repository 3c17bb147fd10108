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
  /**
   * The only certificate that the server may present, whoever signed it, whatever it names: the
   * SHA-256 of its DER encoding as OpenSSL prints it (`AB:CD:…`). Null: it is verified by `ca` and
   * `host`.
   */
  pinnedFingerprint: string | null;
}

/** A certificate that a server presented. Its texts are the server's own, bounded in length. */
export interface PresentedCertificate {
  /** As {@link CustomerDatabase.pinnedFingerprint}. */
  fingerprint: string;
  /** One line, e.g. `CN=localhost, O=Example`; empty when it has none. */
  subject: string;
  issuer: string;
  /** The first of the hosts and addresses that it was issued for. */
  names: string[];
  /** Epoch ms; null when it is no date. */
  validFrom: number | null;
  validUntil: number | null;
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
  /** The text that was given as the authority is not PEM of certificates. */
  'CA',
  /** No TLS, or none that can be used; of parameters: they would turn its verification off. */
  'TLS',
  /** The certificate has expired, or is not valid yet. */
  'CERTIFICATE_EXPIRED',
  /** The certificate was not issued for this host. */
  'CERTIFICATE_NAME',
  /** The certificate names the host, and is its own authority. */
  'CERTIFICATE_SELF_SIGNED',
  /** The certificate names the host, and no authority that is trusted has signed it. */
  'CERTIFICATE_UNTRUSTED',
  /** The certificate is not the one that is pinned. */
  'CERTIFICATE_CHANGED',
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
