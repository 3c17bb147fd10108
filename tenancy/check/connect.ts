import pg from 'pg';
import { driverCode } from '../errors.ts';
import type { PostgresAddress } from '../pools/operator-url.ts';
import { away, type Finding, wrong } from './finding.ts';

const CONNECT_MS = 3_000;
const STATEMENT_MS = 3_000;

/** A checked connection, or why there is none. */
export type Connected = { client: pg.Client } | { finding: Finding };

/** Connects with a setting's address, as the process would. */
export async function connect(setting: string, address: PostgresAddress): Promise<Connected> {
  const client = new pg.Client({
    host: address.host,
    port: address.port,
    user: address.user,
    password: address.password,
    database: address.database,
    ssl: address.tls ? { rejectUnauthorized: true } : false,
    application_name: 'vektra check',
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: STATEMENT_MS,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return { client };
  } catch (error) {
    await client.end().catch(() => {});
    return { finding: findingOf(setting, error) };
  }
}

const WRONG: readonly [codes: RegExp, message: string][] = [
  [/^28...$/, 'is refused: wrong user or password, or not allowed from this host'],
  [/^3D000$/, 'names a database that does not exist'],
  [/^42501$/, 'names a role that may not connect to the database'],
  [
    /^(SELF_SIGNED_CERT|DEPTH_ZERO|UNABLE_TO_|CERT_|ERR_TLS_)/,
    "leads to a server whose certificate is not trusted for its host; NODE_EXTRA_CA_CERTS names a private authority's file",
  ],
];
/** pg says these without a code. */
const NO_TLS = /does not support SSL/i;

function findingOf(setting: string, error: unknown): Finding {
  const code = driverCode(error) ?? '';
  const known = WRONG.find(([codes]) => codes.test(code));
  if (known) return wrong(setting, known[1]);
  if (error instanceof Error && NO_TLS.test(error.message))
    return wrong(
      setting,
      'leads to a server without TLS; ?sslmode=disable says that this is meant',
    );
  return away(setting, `does not answer (${code || 'timeout'})`);
}
