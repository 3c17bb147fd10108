import type { ExpectedTenancyError } from '../failure.ts';
import type { ConnectionTestStep, CustomerDatabaseCode, PresentedCertificate } from './types.ts';

/**
 * Its message cannot be changed: Knex puts the statement and its values in front of the message of
 * whatever it catches.
 */
abstract class RedactedError extends Error {
  protected abstract readonly text: string;

  override get message(): string {
    return this.text;
  }

  override set message(_text: string) {}
}

interface CustomerDatabaseErrorOptions {
  field?: string | null;
  step?: ConnectionTestStep | null;
  certificate?: PresentedCertificate | null;
}

/**
 * A customer database that cannot be used. It is built from codes alone: what was typed in and what
 * a driver said (hosts, users, statements) is never in it, nor in a cause. A certificate that was
 * refused can be read from it, and is not printed with it.
 */
export class CustomerDatabaseError extends RedactedError implements ExpectedTenancyError {
  override readonly name = 'CustomerDatabaseError';
  readonly code: CustomerDatabaseCode;
  readonly failure = 'customer_database';
  /**
   * The part of the input that is wrong, or the parameter that is not taken; null when it is none.
   */
  readonly field: string | null;
  /** How far the connection, or the test, had come; null when it was none of its steps. */
  readonly step: ConnectionTestStep | null;
  /** Private: certificates name hosts, which no log may have. */
  readonly #certificate: PresentedCertificate | null;

  constructor(
    code: CustomerDatabaseCode,
    { field = null, step = null, certificate = null }: CustomerDatabaseErrorOptions = {},
  ) {
    super();
    this.code = code;
    this.field = field;
    this.step = step;
    this.#certificate = certificate;
  }

  /** The certificate that was refused; null when none was. */
  get certificate(): PresentedCertificate | null {
    return this.#certificate;
  }

  protected override get text(): string {
    return `customer database: ${this.code}`;
  }
}

/** Too many connections of ours are in use; nothing is wrong with the database. */
export class ConnectionLimitError extends RedactedError implements ExpectedTenancyError {
  override readonly name = 'ConnectionLimitError';
  readonly code = 'busy';
  readonly failure = 'too_many_connections';

  protected override get text(): string {
    return 'customer databases: busy';
  }
}

/** What may be kept of what a foreign server says about itself. */
const toSafeIdentifier = (text: unknown): string | null =>
  typeof text === 'string' && /^\w{1,64}$/.test(text) ? text : null;

/**
 * A statement that a customer database refused; the connection stays usable. It has the codes that
 * the drivers' errors have, and not their text.
 */
export class CustomerStatementError extends RedactedError {
  override readonly name = 'CustomerStatementError';
  /** SQLSTATE of Postgres; `ER_…` of MySQL, with a name or a number. */
  readonly code: string | null;
  readonly sqlState: string | null;
  /** MySQL's number. */
  readonly errno: number | null;
  /** The place in Postgres' source, by which a stale plan is known. */
  readonly routine: string | null;

  constructor(fields: { code?: unknown; sqlState?: unknown; errno?: unknown; routine?: unknown }) {
    super();
    this.errno = Number.isInteger(fields.errno) ? (fields.errno as number) : null;
    // mysql2 has no names for numbers that only MariaDB has.
    this.code = toSafeIdentifier(fields.code) ?? (this.errno === null ? null : `ER_${this.errno}`);
    this.sqlState = toSafeIdentifier(fields.sqlState) ?? this.code;
    this.routine = toSafeIdentifier(fields.routine);
  }

  protected override get text(): string {
    return `customer database: a statement was refused (${this.code})`;
  }
}
