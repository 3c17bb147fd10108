import { OwnDatabaseError } from './errors.ts';

/** What drivers and hosting panels call their TLS mode. */
const TLS_MODE = new Set(['sslmode', 'ssl-mode', 'ssl_mode', 'ssl', 'tls']);
/** All mean the same here: encrypted, the certificate verified, the host's name too. */
const STRONG = /^(require|required|verify-ca|verify_ca|verify-full|verify_identity|true|1)$/i;
const WEAK =
  /^(disabled?|allow|prefer|preferred|no-verify|skip-verify|false|0|off|no|none)$|rejectunauthorized/i;
/** pg's switch that makes `sslmode=require` mean: not verified. */
const WEAKENS = 'uselibpqcompat';

const HARMLESS = /^[A-Za-z][A-Za-z0-9_-]{0,31}$/;

/**
 * Takes no parameter but a TLS mode. Drivers read hosts, files and whole other URLs from the rest.
 * @throws OwnDatabaseError `TLS` for a mode that does not verify; `PARAM`, which names the parameter
 */
export function checkParameters(parameters: URLSearchParams): void {
  const seen = new Set<string>();
  for (const [name, value] of parameters) {
    const key = name.toLowerCase();
    const field = HARMLESS.test(name) ? name : null;
    if (key === WEAKENS) throw new OwnDatabaseError('TLS', { field });
    if (!TLS_MODE.has(key) || seen.has(key)) throw new OwnDatabaseError('PARAM', { field });
    seen.add(key);
    if (WEAK.test(value)) throw new OwnDatabaseError('TLS', { field });
    if (!STRONG.test(value)) throw new OwnDatabaseError('PARAM', { field });
  }
}
