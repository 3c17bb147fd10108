import { CustomerDatabaseError } from '../errors.ts';

/** What drivers and hosting panels call their TLS mode. */
const TLS_MODE_PARAMETERS = new Set(['sslmode', 'ssl-mode', 'ssl_mode', 'ssl', 'sslaccept', 'tls']);
/** All mean the same here: encrypted, the certificate verified, the host's name too. */
const VERIFYING_MODES =
  /^(require|required|verify-ca|verify_ca|verify-full|verify_identity|strict|true|1)$/i;
const UNVERIFIED_MODES =
  /^(disabled?|allow|prefer|preferred|no-verify|skip-verify|accept_invalid_certs|false|0|off|no|none)$/i;
/** pg's switch that makes `sslmode=require` mean: not verified. */
const WEAKENING_PARAMETER = 'uselibpqcompat';

/**
 * What providers and libraries put into the addresses that they hand out, and the values that change
 * nothing here: the certificate is always verified, names are qualified, and Vektra's own limits and
 * time-outs hold. Neon's endpoint is in the host name, which TLS sends (SNI).
 */
const IGNORED_PARAMETERS: Record<string, RegExp> = {
  channel_binding: /^(require|prefer)$/,
  sslrootcert: /^system$/,
  application_name: /^[\w .:/-]{1,64}$/,
  connect_timeout: /^\d{1,6}$/,
  charset: /^utf8mb4$/i,
  options: /^endpoint=[a-z0-9-]{1,64}$/,
  // PgBouncer's and Prisma's.
  pgbouncer: /^(true|false)$/,
  schema: /^\w{1,64}$/,
  connection_limit: /^\d{1,6}$/,
  pool_timeout: /^\d{1,6}$/,
};

const SAFE_NAME_PATTERN = /^[A-Za-z][A-Za-z0-9_-]{0,31}$/;
/** More names than that say nothing more. */
const MAX_NAMED = 10;

type Verdict = 'accepted' | 'ignored' | 'unverified' | 'refused';

/**
 * Takes a TLS mode that verifies, and what may be ignored. Drivers read hosts, files and whole other
 * URLs from the rest.
 * @returns the names of those that are ignored
 * @throws CustomerDatabaseError `TLS` for modes that do not verify, `PARAM` for others; `field` names
 *   all that are refused, separated by commas, except those whose names are no names
 */
export function checkParameters(parameters: URLSearchParams): string[] {
  const seen = new Set<string>();
  const names: Record<Verdict, string[]> = {
    accepted: [],
    ignored: [],
    unverified: [],
    refused: [],
  };
  for (const [name, value] of parameters) {
    const key = name.toLowerCase();
    const verdict = seen.has(key) ? 'refused' : judgeParameter(key, value);
    seen.add(key);
    names[verdict].push(name);
  }
  const refused = [...names.refused, ...names.unverified];
  if (refused.length > 0) {
    const safe = [...new Set(refused.filter((name) => SAFE_NAME_PATTERN.test(name)))];
    throw new CustomerDatabaseError(names.refused.length > 0 ? 'PARAM' : 'TLS', {
      field: safe.slice(0, MAX_NAMED).join(', ') || null,
    });
  }
  return names.ignored;
}

function judgeParameter(key: string, value: string): Verdict {
  if (key === WEAKENING_PARAMETER) return 'unverified';
  if (Object.hasOwn(IGNORED_PARAMETERS, key))
    return IGNORED_PARAMETERS[key]?.test(value) ? 'ignored' : 'refused';
  if (!TLS_MODE_PARAMETERS.has(key)) return 'refused';
  if (value.startsWith('{')) return judgeTlsOptions(value);
  if (UNVERIFIED_MODES.test(value)) return 'unverified';
  return VERIFYING_MODES.test(value) ? 'accepted' : 'refused';
}

/** mysql2's TLS options as JSON, of which one can be taken. */
function judgeTlsOptions(json: string): Verdict {
  try {
    const { rejectUnauthorized, ...others } = JSON.parse(json) as Record<string, unknown>;
    if (rejectUnauthorized === false) return 'unverified';
    return rejectUnauthorized === true && Object.keys(others).length === 0 ? 'accepted' : 'refused';
  } catch {
    return 'refused';
  }
}
