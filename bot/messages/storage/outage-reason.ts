import type { MessageTranslator } from '../translator.ts';

const KNOWN_CODES = [
  'ADDRESS',
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
  'VERSION',
  'UNSUPPORTED',
  'READ_ONLY',
  'FULL',
  'PROTOCOL',
  'SCHEMA_NEWER',
] as const;

/** Why a database is unavailable; empty for a code that this version does not know. */
export function formatOutageReason(t: MessageTranslator, code: string): string {
  const knownCode = KNOWN_CODES.find((each) => each === code);
  return knownCode ? t(`storage.outage_code.${knownCode}`) : '';
}
