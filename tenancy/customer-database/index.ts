export { toCustomerDatabaseCode } from './error-codes.ts';
export { ConnectionLimitError, CustomerDatabaseError, CustomerStatementError } from './errors.ts';
export type { ConnectionHooks, CustomerDatabaseLimits } from './limits.ts';
export {
  type AddressGuard,
  type AddressGuardOptions,
  createAddressGuard,
  type HostPort,
  type ResolveHost,
} from './net/address-guard.ts';
export { hostHash } from './net/host-hash.ts';
export {
  type ConnectionFields,
  parseCa,
  parseConnectionFields,
} from './parse/connection-fields.ts';
export { parseCustomerDatabaseUrl } from './parse/connection-url.ts';
export type { BreakerStatus } from './pool/circuit-breaker.ts';
export { createCustomerKnex } from './pool/customer-knex.ts';
export type { CustomerPoolKey } from './pool/customer-pool.ts';
export {
  type CustomerPoolStatus,
  type CustomerPools,
  type CustomerPoolsOptions,
  createCustomerPools,
} from './pool/customer-pools.ts';
export type { ExpectedSchema } from './probe/check-occupancy.ts';
export { type ConnectionTestOptions, testCustomerDatabase } from './probe/test-connection.ts';
export type { ConnectionTestStepState, OnConnectionTestStep } from './probe/test-steps.ts';
export { publicCode } from './public-code.ts';
export type {
  ConnectionTestReport,
  ConnectionTestStep,
  ConnectionTestWarning,
  CustomerDatabase,
  CustomerDatabaseCode,
} from './types.ts';
