import { z } from 'zod';
import type { CustomerDatabaseError } from '../../tenancy/index.ts';
import type { CertificateView } from './types.ts';

/** The SHA-256 of a certificate, as OpenSSL prints it: `AB:CD:…`. */
export const certificateFingerprint = z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);

/**
 * Certificates that no authority can prove. Not one whose authority is only missing: it is renewed
 * without anybody here, and the authority stays.
 */
const PINNABLE_CODES = ['CERTIFICATE_NAME', 'CERTIFICATE_SELF_SIGNED', 'CERTIFICATE_CHANGED'];

/** @param now epoch ms */
export function toCertificateView(
  { code, certificate }: Pick<CustomerDatabaseError, 'code' | 'certificate'>,
  now: number,
): CertificateView | null {
  if (!certificate) return null;
  const isCurrent = certificate.validUntil !== null && certificate.validUntil > now;
  return { ...certificate, canBePinned: PINNABLE_CODES.includes(code) && isCurrent };
}
