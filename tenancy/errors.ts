import type { ExpectedTenancyError } from './failure.ts';
import { getServerCondition } from './server-conditions.ts';

export type TenancyErrorCode =
  /** The guild has no placement yet: `/start` was never run. */
  | 'unknown_guild'
  /** The guild is being moved and its write pause took longer than we wait. */
  | 'moving'
  /**
   * The guild's database, or the registry for a guild not known here, cannot be reached, or cannot
   * serve anybody now: its disk is full, say.
   */
  | 'unavailable'
  /** The database's schema is newer than this code. */
  | 'schema_newer';

/**
 * An expected failure of access to a database. It carries ids and a code, never a driver's message:
 * those can hold hosts, users and statements.
 */
export class TenancyError extends Error implements ExpectedTenancyError {
  readonly code: TenancyErrorCode;
  readonly failure: TenancyErrorCode;
  readonly guildId: string | null;
  /** The driver's SQLSTATE or errno, or a code of ours for its sentence; for logs. */
  readonly driverCode: string | null;

  constructor(code: TenancyErrorCode, guildId: string | null, driverCode: string | null = null) {
    super(guildId ? `${code} (guild ${guildId})` : code);
    this.name = 'TenancyError';
    this.code = code;
    this.failure = code;
    this.guildId = guildId;
    this.driverCode = driverCode;
  }
}

/** Driver codes that say: nobody answered, or the connection broke. */
const UNREACHABLE_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'PROTOCOL_CONNECTION_LOST',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08006',
  '57014',
  '55P03',
  '25P03',
]);

/** pg, Knex and tarn give these failures no code, only a sentence; ours for logs. */
const CODE_BY_MESSAGE: readonly [RegExp, string][] = [
  [/acquir/i, 'acquire_timeout'],
  [/read timeout/i, 'read_timeout'],
  [/timeout|timed out/i, 'connect_timeout'],
  [/not queryable/i, 'not_queryable'],
  [/terminated|Connection ended|closed the connection/i, 'terminated'],
];

/** The code of a failure to reach a database: the driver's, or what its sentence means; for logs. */
export function getUnreachableCode(error: unknown): string | null {
  const code = getDriverCode(error);
  if (code !== null || !(error instanceof Error)) return code;
  return CODE_BY_MESSAGE.find(([sentence]) => sentence.test(error.message))?.[1] ?? null;
}

export const getDriverCode = (error: unknown): string | null => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : null;
};

/**
 * Whether a driver's error means that the database is away, too slow or cannot serve anybody now,
 * not that the SQL is wrong.
 */
export function isUnreachable(error: unknown): boolean {
  if (getServerCondition(error) !== null) return true;
  const code = getDriverCode(error);
  return code ? UNREACHABLE_CODES.has(code) : getUnreachableCode(error) !== null;
}

/** Driver codes that say: this connection is over, whether or not another one can be had. */
const CONNECTION_LOST_CODES = new Set([
  'ECONNRESET',
  'EPIPE',
  'PROTOCOL_CONNECTION_LOST',
  '57P01',
  '57P02',
  '08000',
  '08003',
  '08006',
]);

const CONNECTION_LOST_MESSAGE = /terminated|not queryable|read timeout/i;

/**
 * Whether a driver's error means that the connection broke under the statement, or fell silent.
 * What the statement did is not known then.
 */
export function isConnectionLost(error: unknown): boolean {
  const code = getDriverCode(error);
  const { name, step, severity } = (error ?? {}) as Record<string, unknown>;
  // A customer database's connection that was made, and broke.
  if (name === 'CustomerDatabaseError') return code === 'PROTOCOL' && step === null;
  // A Citus coordinator tells of a connection to a worker; the one to us is none the worse.
  if (severity === 'ERROR') return false;
  if (code) return CONNECTION_LOST_CODES.has(code);
  return error instanceof Error && CONNECTION_LOST_MESSAGE.test(error.message);
}

/** Whether a connection was given up because no answer came in time. */
export const isResponseTimeout = (error: unknown): boolean =>
  getDriverCode(error) === 'TIMEOUT' ||
  (error instanceof Error && /read timeout/i.test(error.message));

/** Whether a prepared statement answers with other columns than when it was planned. */
export const isStalePlan = (error: unknown): boolean =>
  (error as { routine?: unknown } | null)?.routine === 'RevalidateCachedQuery';

const DEADLOCK_CODES = new Set(['40P01', '40001', 'ER_LOCK_DEADLOCK']);

/** Whether the database ended this transaction so that another one could go on. */
export const isDeadlock = (error: unknown): boolean =>
  DEADLOCK_CODES.has(getDriverCode(error) ?? '');
