import { conditionOf, type ServerCondition } from '../server-conditions.ts';
import { OwnDatabaseError, OwnStatementError } from './errors.ts';
import type { OwnDatabaseCode, OwnTestStep } from './types.ts';

type Said = { code?: unknown; errno?: unknown; sqlState?: unknown; severity?: unknown };

/** What the drivers, Node and the servers call it. Numbers are MySQL's. */
const CODES = new Map<unknown, OwnDatabaseCode>(
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
const CONDITION_CODES: Record<ServerCondition, OwnDatabaseCode> = {
  disk_full: 'FULL',
  out_of_resources: 'FULL',
  too_many_connections: 'REFUSED',
  storage_failed: 'PROTOCOL',
  read_only: 'READ_ONLY',
};
const PATTERNS: [RegExp, OwnDatabaseCode][] = [
  [/^28...$/, 'AUTH'],
  [/^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/, 'TLS'],
];

/** Whether the server itself said it, in its protocol's error message. */
const isServers = ({ severity, sqlState, errno, code }: Said): boolean =>
  (typeof severity === 'string' && typeof code === 'string') ||
  (typeof sqlState === 'string' && typeof errno === 'number');

/** Errors with which a server says that it closes the connection. */
const GOODBYE = /^(57P0[1-5]|08...|25P0[34])$/;
const GOODBYE_MYSQL = new Set([1053, 1152, 1153, 1158, 1159, 1160, 1161, 1184, 1927, 4031]);

/** What an error of pg, mysql2, Knex, TLS or a socket means for an own database. */
export function codeOf(error: unknown): OwnDatabaseCode {
  if (error instanceof OwnDatabaseError) return error.code;
  const { code, errno } = (error ?? {}) as Said;
  const condition = conditionOf(error);
  if (condition) return CONDITION_CODES[condition];
  const known = CODES.get(errno) ?? CODES.get(code);
  if (known) return known;
  return PATTERNS.find(([pattern]) => pattern.test(String(code)))?.[1] ?? 'PROTOCOL';
}

/**
 * Our own error for a driver's: OwnStatementError when the server refused a statement and goes on,
 * OwnDatabaseError when the connection is over. Neither holds the driver's text.
 */
export function ownErrorOf(
  error: unknown,
  step: OwnTestStep | null,
): OwnDatabaseError | OwnStatementError {
  if (error instanceof OwnDatabaseError || error instanceof OwnStatementError) return error;
  const said = (error ?? {}) as Said;
  const goodbye =
    GOODBYE.test(String(said.code)) || GOODBYE_MYSQL.has(said.errno as number) || !isServers(said);
  return goodbye ? new OwnDatabaseError(codeOf(error), { step }) : new OwnStatementError(said);
}
