import pg from 'pg';
import { getDriverCode } from '../errors.ts';
import type { PostgresAddress } from '../pools/operator-url.ts';
import { type Finding, misconfiguredFinding, unreachableFinding } from './finding.ts';

const CONNECT_TIMEOUT_MS = 3_000;
const STATEMENT_TIMEOUT_MS = 3_000;

/** A checked connection, or why there is none. */
export type ConnectResult = { client: pg.Client } | { finding: Finding };

/** Connects with a setting's address, as the process would. */
export async function connectSetting(
  setting: string,
  address: PostgresAddress,
): Promise<ConnectResult> {
  const client = new pg.Client({
    host: address.host,
    port: address.port,
    user: address.user,
    password: address.password,
    database: address.database,
    ssl: address.tls ? { rejectUnauthorized: true } : false,
    application_name: 'vektra check',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return { client };
  } catch (error) {
    await client.end().catch(() => {});
    return { finding: toFinding(setting, error) };
  }
}

const KNOWN_PROBLEMS: readonly [codes: RegExp, message: string][] = [
  [/^28...$/, 'is refused: wrong user or password, or not allowed from this host'],
  [/^3D000$/, 'names a database that does not exist'],
  [/^42501$/, 'names a role that may not connect to the database'],
  [
    /^(SELF_SIGNED_CERT|DEPTH_ZERO|UNABLE_TO_|CERT_|ERR_TLS_)/,
    "leads to a server whose certificate is not trusted for its host; NODE_EXTRA_CA_CERTS names a private authority's file",
  ],
];
/** pg says these without a code. */
const NO_TLS_MESSAGE = /does not support SSL/i;

function toFinding(setting: string, error: unknown): Finding {
  const code = getDriverCode(error) ?? '';
  const known = KNOWN_PROBLEMS.find(([codes]) => codes.test(code));
  if (known) return misconfiguredFinding(setting, known[1]);
  if (error instanceof Error && NO_TLS_MESSAGE.test(error.message))
    return misconfiguredFinding(
      setting,
      'leads to a server without TLS; ?sslmode=disable says that this is meant',
    );
  return unreachableFinding(setting, `does not answer (${code || 'timeout'})`);
}
