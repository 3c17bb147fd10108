import type { ObjectStoreCode } from './types.ts';

/**
 * The only error of an object store. It has no `cause`: the SDK's errors can carry requests with
 * their signature, and those of a customer's bucket carry text that a stranger wrote.
 */
export class ObjectStoreError extends Error {
  override readonly name = 'ObjectStoreError';
  readonly code: ObjectStoreCode;
  readonly operation: string;

  constructor(code: ObjectStoreCode, operation: string) {
    super(`${code} (${operation})`);
    this.code = code;
    this.operation = operation;
  }
}
