/** Why a database cannot be used, as its admins may know it. */
const KNOWN_CODES = [
  'UNREACHABLE',
  'IPV6_ONLY',
  'TIMEOUT',
  'URL',
  'SCHEME',
  'PARAM',
  'PLACEHOLDER',
  'CA',
  'TLS',
  'CERTIFICATE_EXPIRED',
  'CERTIFICATE_NAME',
  'CERTIFICATE_SELF_SIGNED',
  'CERTIFICATE_UNTRUSTED',
  'CERTIFICATE_CHANGED',
  'AUTH',
  'DATABASE',
  'PRIVILEGE',
  'VERSION',
  'UNSUPPORTED',
  'TOO_MANY_CONNECTIONS',
  'READ_ONLY',
  'FULL',
  'PROTOCOL',
  'OCCUPIED',
  'SCHEMA_NEWER',
] as const;

export type ConnectionErrorCode = (typeof KNOWN_CODES)[number] | 'OTHER';

/** Codes of databases in use; the others only occur while connecting one. */
const OUTAGE_CODES = [
  'UNREACHABLE',
  'IPV6_ONLY',
  'TIMEOUT',
  'TOO_MANY_CONNECTIONS',
  'TLS',
  'CERTIFICATE_EXPIRED',
  'CERTIFICATE_NAME',
  'CERTIFICATE_SELF_SIGNED',
  'CERTIFICATE_UNTRUSTED',
  'CERTIFICATE_CHANGED',
  'AUTH',
  'DATABASE',
  'PRIVILEGE',
  'READ_ONLY',
  'FULL',
  'OCCUPIED',
  'SCHEMA_NEWER',
] as const;

/** The code as the catalogue's sentences about outages know it. */
export const toOutageCode = (code: ConnectionErrorCode): (typeof OUTAGE_CODES)[number] | 'OTHER' =>
  OUTAGE_CODES.find((known) => known === code) ?? 'OTHER';

/**
 * One answer for all of them, here already: else Vektra could be used to find out who listens
 * where.
 */
const UNREACHABLE_CODES = ['HOST', 'ADDRESS', 'REFUSED'];

/**
 * @param isBeforeContact whether it was over before anything answered: then a time-out tells no
 *   more than that no server was reached
 */
export function presentConnectionErrorCode(
  code: string,
  isBeforeContact = true,
): ConnectionErrorCode {
  if (UNREACHABLE_CODES.includes(code) || (code === 'TIMEOUT' && isBeforeContact))
    return 'UNREACHABLE';
  return KNOWN_CODES.find((known) => known === code) ?? 'OTHER';
}
