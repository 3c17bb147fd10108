import type { ExpectedTenancyError } from '../failure.ts';
import type { SecretStoreCode } from './types.ts';

const MESSAGES: Record<SecretStoreCode, string> = {
  unavailable: 'secret store unavailable',
  sealed: 'secret store is sealed',
  denied: 'secret store denies this',
  not_found: 'not in the secret store',
  conflict: 'secret was changed by somebody else',
  bad_response: 'secret store gave an answer that is not understood',
  rate_limited: 'secret store limits the rate',
};

/**
 * The only error that leaves this folder. It is built from a code and an operation's name and has
 * no `cause`: node-vault's and the sockets' errors carry the token, the secret id and the body of
 * the request, even through JSON.stringify.
 */
export class SecretStoreError extends Error implements ExpectedTenancyError {
  override readonly name = 'SecretStoreError';
  readonly code: SecretStoreCode;
  readonly failure = 'secret_store_unavailable';
  readonly operation: string;

  constructor(code: SecretStoreCode, operation: string) {
    super(`${MESSAGES[code]} (${operation})`);
    this.code = code;
    this.operation = operation;
  }
}
