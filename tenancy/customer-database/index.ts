export { toCustomerDatabaseCode } from './error-codes.ts';
export { ConnectionLimitError, CustomerDatabaseError, CustomerStatementError } from './errors.ts';
export type { ConnectionHooks, CustomerDatabaseLimits } from './limits.ts';
export {
  type AddressGuard,
  type AddressGuardOptions,
  createAddressGuard,
  type HostPort,
} from './net/address-guard.ts';
export { isPublic } from './net/address-ranges.ts';
export { hostHash } from './net/host-hash.ts';
export {
  parseCa,
  parseConnectionFields,
} from './parse/connection-fields.ts';
export { parseCustomerDatabaseUrl } from './parse/connection-url.ts';
export { refusePlaceholders } from './parse/placeholders.ts';
export { createCustomerKnex } from './pool/customer-knex.ts';
export type { CustomerPoolKey } from './pool/customer-pool.ts';
export {
  type CustomerPools,
  type CustomerPoolsOptions,
  createCustomerPools,
} from './pool/customer-pools.ts';
export { testCustomerDatabase } from './probe/test-connection.ts';
export { publicCode } from './public-code.ts';
export type {
  ConnectionTestReport,
  ConnectionTestStep,
  CustomerDatabase,
  CustomerDatabaseCode,
  PresentedCertificate,
} from './types.ts';
