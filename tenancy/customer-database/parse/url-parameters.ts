import { CustomerDatabaseError } from '../errors.ts';

/** What drivers and hosting panels call their TLS mode. */
const TLS_MODE_PARAMETERS = new Set(['sslmode', 'ssl-mode', 'ssl_mode', 'ssl', 'tls']);
/** All mean the same here: encrypted, the certificate verified, the host's name too. */
const VERIFYING_MODES =
  /^(require|required|verify-ca|verify_ca|verify-full|verify_identity|true|1)$/i;
const UNVERIFIED_MODES =
  /^(disabled?|allow|prefer|preferred|no-verify|skip-verify|false|0|off|no|none)$|rejectunauthorized/i;
/** pg's switch that makes `sslmode=require` mean: not verified. */
const WEAKENING_PARAMETER = 'uselibpqcompat';

const SAFE_NAME_PATTERN = /^[A-Za-z][A-Za-z0-9_-]{0,31}$/;

/**
 * Takes no parameter but a TLS mode. Drivers read hosts, files and whole other URLs from the rest.
 * @throws CustomerDatabaseError `TLS` for a mode that does not verify; `PARAM`, which names the
 *   parameter
 */
export function checkParameters(parameters: URLSearchParams): void {
  const seen = new Set<string>();
  for (const [name, value] of parameters) {
    const key = name.toLowerCase();
    const field = SAFE_NAME_PATTERN.test(name) ? name : null;
    if (key === WEAKENING_PARAMETER) throw new CustomerDatabaseError('TLS', { field });
    if (!TLS_MODE_PARAMETERS.has(key) || seen.has(key))
      throw new CustomerDatabaseError('PARAM', { field });
    seen.add(key);
    if (UNVERIFIED_MODES.test(value)) throw new CustomerDatabaseError('TLS', { field });
    if (!VERIFYING_MODES.test(value)) throw new CustomerDatabaseError('PARAM', { field });
  }
}
