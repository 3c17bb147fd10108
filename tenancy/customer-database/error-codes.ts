import { getServerCondition, type ServerCondition } from '../server-conditions.ts';
import { CustomerDatabaseError, CustomerStatementError } from './errors.ts';
import type { ConnectionTestStep, CustomerDatabaseCode } from './types.ts';

type DriverErrorFields = {
  code?: unknown;
  errno?: unknown;
  sqlState?: unknown;
  severity?: unknown;
  message?: unknown;
};

/** What the drivers, Node and the servers call it. Numbers are MySQL's. */
const CODE_BY_DRIVER_CODE = new Map<unknown, CustomerDatabaseCode>(
  (
    [
      ['HOST', ['ENOTFOUND', 'EAI_AGAIN']],
      ['REFUSED', ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL']],
      ['REFUSED', ['57P03', 1129, 1130]],
      ['TIMEOUT', ['ETIMEDOUT', '57014', '55P03', 1205, 1317, 1969, 3024]],
      ['TLS', ['EPROTO', 'HANDSHAKE_NO_SSL_SUPPORT', 'HANDSHAKE_SSL_ERROR', 3159]],
      ['AUTH', ['AUTH_SWITCH_PLUGIN_ERROR', 'MYSQL_CLEAR_PASSWORD_NOT_ENABLED']],
      ['AUTH', [1045, 1251, 1275, 1524, 1698, 1820, 1862, 3118, 3955, 4151]],
      ['DATABASE', ['3D000', 1044, 1049]],
      ['PRIVILEGE', ['42501', 1142, 1143, 1227, 1370, 1419]],
    ] as const
  ).flatMap(([code, said]) => said.map((one) => [one, code] as const)),
);
const CODE_BY_CONDITION: Record<ServerCondition, CustomerDatabaseCode> = {
  disk_full: 'FULL',
  out_of_resources: 'FULL',
  too_many_connections: 'TOO_MANY_CONNECTIONS',
  storage_failed: 'PROTOCOL',
  read_only: 'READ_ONLY',
};
/**
 * Poolers have one SQLSTATE for every refused login: PgBouncer 08P01 (protocol violation), Supabase's
 * XX000 (internal error). Only their text tells it apart.
 */
const POOLER_CODES = new Set<unknown>(['08P01', 'XX000']);
const POOLER_REFUSALS: [RegExp, CustomerDatabaseCode][] = [
  [/\b(SASL|password|authentication failed|tenant or user not found|no such user)\b/i, 'AUTH'],
  [/\bno such database\b/i, 'DATABASE'],
  [
    /\b(no more connections allowed|max clients? (connections )?reached)\b/i,
    'TOO_MANY_CONNECTIONS',
  ],
];
/** A longer message says nothing more. */
const MAX_MESSAGE_LENGTH = 256;
const CODE_PATTERNS: [RegExp, CustomerDatabaseCode][] = [
  [/^28...$/, 'AUTH'],
  [/^ERR_(TLS|SSL)_/, 'TLS'],
];

/** OpenSSL's names, and Node's own; everything else means that no trusted authority signed it. */
const CODE_BY_CERTIFICATE_ERROR = new Map<string, CustomerDatabaseCode>([
  ['CERT_HAS_EXPIRED', 'CERTIFICATE_EXPIRED'],
  ['CERT_NOT_YET_VALID', 'CERTIFICATE_EXPIRED'],
  ['HOSTNAME_MISMATCH', 'CERTIFICATE_NAME'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'CERTIFICATE_NAME'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'CERTIFICATE_SELF_SIGNED'],
]);

/** Whether the server itself said it, in its protocol's error message. */
const isServerError = ({ severity, sqlState, errno, code }: DriverErrorFields): boolean =>
  (typeof severity === 'string' && typeof code === 'string') ||
  (typeof sqlState === 'string' && typeof errno === 'number');

/** Errors with which a server says that it closes the connection. */
const DISCONNECT_CODES = /^(57P0[1-5]|08...|25P0[34])$/;
const MYSQL_DISCONNECT_CODES = new Set([
  1053, 1152, 1153, 1158, 1159, 1160, 1161, 1184, 1927, 4031,
]);

/** What an error of pg, mysql2, Knex, TLS or a socket means for a customer database. */
export function toCustomerDatabaseCode(error: unknown): CustomerDatabaseCode {
  if (error instanceof CustomerDatabaseError) return error.code;
  const { code, errno, message } = (error ?? {}) as DriverErrorFields;
  const text = typeof message === 'string' ? message.slice(0, MAX_MESSAGE_LENGTH) : '';
  const refusal = POOLER_CODES.has(code) && POOLER_REFUSALS.find(([words]) => words.test(text));
  if (refusal) return refusal[1];
  const condition = getServerCondition(error);
  if (condition) return CODE_BY_CONDITION[condition];
  const known = CODE_BY_DRIVER_CODE.get(errno) ?? CODE_BY_DRIVER_CODE.get(code);
  if (known) return known;
  return CODE_PATTERNS.find(([pattern]) => pattern.test(String(code)))?.[1] ?? 'PROTOCOL';
}

/**
 * Why a certificate is refused.
 * @param error Node's `authorizationError`
 * @param namesHost whether it was issued for the host. If not, no authority can make it verifiable,
 *   and OpenSSL, which looks at the signatures first, does not come to say so.
 */
export function toCertificateCode(error: string, namesHost: boolean): CustomerDatabaseCode {
  const code = CODE_BY_CERTIFICATE_ERROR.get(error) ?? 'CERTIFICATE_UNTRUSTED';
  return namesHost || code === 'CERTIFICATE_EXPIRED' ? code : 'CERTIFICATE_NAME';
}

/**
 * Our own error for a driver's: CustomerStatementError when the server refused a statement and the
 * connection stays usable, CustomerDatabaseError when the connection is over. Neither holds the
 * driver's text.
 */
export function toCustomerDatabaseError(
  error: unknown,
  step: ConnectionTestStep | null,
): CustomerDatabaseError | CustomerStatementError {
  if (error instanceof CustomerDatabaseError || error instanceof CustomerStatementError)
    return error;
  const fields = (error ?? {}) as DriverErrorFields;
  const isDisconnect =
    DISCONNECT_CODES.test(String(fields.code)) ||
    MYSQL_DISCONNECT_CODES.has(fields.errno as number) ||
    !isServerError(fields);
  return isDisconnect
    ? new CustomerDatabaseError(toCustomerDatabaseCode(error), { step })
    : new CustomerStatementError(fields);
}
