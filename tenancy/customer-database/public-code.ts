import type { CustomerDatabaseError } from './errors.ts';
import type { CustomerDatabaseCode } from './types.ts';

const UNREACHED_CODES: CustomerDatabaseCode[] = ['HOST', 'ADDRESS', 'REFUSED'];

/**
 * The code that may be shown to whoever typed the address in. All ways not to get a connection are
 * one, so that nobody scans ports or names through us.
 */
export function publicCode({
  code,
  step,
}: Pick<CustomerDatabaseError, 'code' | 'step'>): CustomerDatabaseCode {
  const isUnreached = UNREACHED_CODES.includes(code) || (code === 'TIMEOUT' && step === 'address');
  return isUnreached ? 'ADDRESS' : code;
}
