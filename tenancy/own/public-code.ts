import type { OwnDatabaseError } from './errors.ts';
import type { OwnDatabaseCode } from './types.ts';

const UNREACHED: OwnDatabaseCode[] = ['HOST', 'ADDRESS', 'REFUSED'];

/**
 * The code that may be shown to whoever typed the address in. All ways not to get a connection are
 * one, so that nobody scans ports or names through us.
 */
export function publicCode({
  code,
  step,
}: Pick<OwnDatabaseError, 'code' | 'step'>): OwnDatabaseCode {
  const unreached = UNREACHED.includes(code) || (code === 'TIMEOUT' && step === 'address');
  return unreached ? 'ADDRESS' : code;
}
