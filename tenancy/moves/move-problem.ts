import { CustomerDatabaseError } from '../customer-database/index.ts';
import { getDriverCode, isDeadlock, isUnreachable, TenancyError } from '../errors.ts';
import { getServerCondition } from '../server-conditions.ts';

export type EndpointName = 'source' | 'target';

/**
 * Why a move waits or failed. Those about a side begin with `SOURCE_` or `TARGET_`: `AWAY` (nobody
 * answers), `BUSY` (no lock, or none of this process's sockets for customer databases, was free in
 * time), `FULL`, `SCHEMA` (tables are not as ours), `REFUSED` (a missing right, read only), `BAD`
 * (an answer or a row that cannot be), `SECRET_GONE` (the credentials were destroyed), `REVOKED`
 * (the credentials were revoked), `SCHEMA_BEHIND` (a region is not migrated yet), `GONE` (it is not
 * what the registry says). Beside them: `OCCUPIED` (the target is another guild's, or open),
 * `VERIFY table`, `ROW table count` (so many rows that no database of ours can hold),
 * `SCHEMA_NEWER` (a database was migrated by a newer Vektra: the move waits for a worker that knows
 * that schema, and does not fail), `FILES_AWAY` (a bucket cannot be used: the files stay where they
 * are until it can), `INTERNAL`.
 */
export class MoveProblemError extends Error {
  readonly code: string;
  /** Whether waiting can help. */
  readonly isTransient: boolean;

  constructor(code: string, options: { isTransient: boolean; cause?: unknown }) {
    super(code, { cause: options.cause });
    this.name = 'MoveProblemError';
    this.code = code;
    this.isTransient = options.isTransient;
  }
}

/** The two databases do not have the same rows in this table, and the move cannot put it right. */
export const verifyProblem = ({ name }: { name: string }): MoveProblemError =>
  new MoveProblemError(`VERIFY ${name}`, { isTransient: false });

/** Why a database could not be opened at all. */
export const toOpeningProblem = (cause: unknown, endpoint: EndpointName): Error =>
  cause instanceof MoveProblemError
    ? cause
    : new MoveProblemError(`${endpoint.toUpperCase()}_AWAY`, { isTransient: true, cause });

/** Another process has taken the move over: this one has nothing to do any more. */
export class LostLeaseError extends Error {
  constructor() {
    super('the move is another process’s now');
    this.name = 'LostLeaseError';
  }
}

/** What a fence says to a token that is not on it; see enter_fill in migration 012. */
export const FOREIGN_TOKEN_CODE = 'VK003';

/** Why a customer database could not be used, as a problem of a move; others are `BAD`. */
const CUSTOMER_DATABASE_PROBLEMS: Partial<
  Record<CustomerDatabaseError['code'], [name: string, isTransient: boolean]>
> = {
  HOST: ['AWAY', true],
  REFUSED: ['AWAY', true],
  IPV6_ONLY: ['AWAY', true],
  TIMEOUT: ['AWAY', true],
  TOO_MANY_CONNECTIONS: ['AWAY', true],
  PROTOCOL: ['AWAY', true],
  FULL: ['FULL', true],
  ADDRESS: ['REFUSED', false],
  TLS: ['REFUSED', false],
  CERTIFICATE_EXPIRED: ['REFUSED', false],
  CERTIFICATE_NAME: ['REFUSED', false],
  CERTIFICATE_SELF_SIGNED: ['REFUSED', false],
  CERTIFICATE_UNTRUSTED: ['REFUSED', false],
  CERTIFICATE_CHANGED: ['REFUSED', false],
  AUTH: ['REFUSED', false],
  DATABASE: ['REFUSED', false],
  PRIVILEGE: ['REFUSED', false],
  READ_ONLY: ['REFUSED', false],
};

const BUSY_CODES = new Set(['ER_LOCK_WAIT_TIMEOUT', '55P03', '57014', 'busy']);
const SCHEMA_CODES = /^(42P01|42703|42883|42804|3F000|ER_NO_SUCH_TABLE|ER_BAD_FIELD_ERROR)$/;
const REFUSED_CODES = /^(42501|28...|3D000|ER_(DB|TABLE|COLUMN|PROC|SPECIFIC_)?ACCESS_DENIED\w*)$/;

/**
 * The problem behind a driver's error. What the driver says stays in `cause`, for no eye but a
 * log's.
 */
export function toMoveProblem(error: unknown, endpoint: EndpointName): Error {
  if (error instanceof MoveProblemError || error instanceof LostLeaseError) return error;
  const code = getDriverCode(error) ?? '';
  const createProblem = (name: string, isTransient: boolean) =>
    new MoveProblemError(`${endpoint.toUpperCase()}_${name}`, { isTransient, cause: error });
  if (code === FOREIGN_TOKEN_CODE) return new LostLeaseError();
  if (error instanceof TenancyError && error.code === 'schema_newer')
    return new MoveProblemError('SCHEMA_NEWER', { isTransient: true, cause: error });
  if (error instanceof CustomerDatabaseError)
    return createProblem(...(CUSTOMER_DATABASE_PROBLEMS[error.code] ?? (['BAD', false] as const)));
  if (BUSY_CODES.has(code) || isDeadlock(error)) return createProblem('BUSY', true);
  const condition = getServerCondition(error);
  if (condition === 'disk_full' || condition === 'out_of_resources')
    return createProblem('FULL', true);
  if (condition === 'read_only') return createProblem('REFUSED', false);
  if (isUnreachable(error)) return createProblem('AWAY', true);
  if (SCHEMA_CODES.test(code)) return createProblem('SCHEMA', false);
  if (REFUSED_CODES.test(code)) return createProblem('REFUSED', false);
  return createProblem('BAD', false);
}
