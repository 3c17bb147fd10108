export {
  type AddressGuard,
  type AddressGuardOptions,
  createAddressGuard,
  type HostPort,
  type ResolveHost,
} from './address-guard.ts';
export type { ExpectedSchema } from './check-occupancy.ts';
export type { BreakerStatus } from './circuit-breaker.ts';
export { type ConnectionFields, parseCa, parseConnectionFields } from './connection-fields.ts';
export { parseCustomerDatabaseUrl } from './connection-url.ts';
export { createCustomerKnex } from './customer-knex.ts';
export type { CustomerPoolKey } from './customer-pool.ts';
export {
  type CustomerPoolStatus,
  type CustomerPools,
  type CustomerPoolsOptions,
  createCustomerPools,
} from './customer-pools.ts';
export { toCustomerDatabaseCode } from './error-codes.ts';
export { ConnectionLimitError, CustomerDatabaseError, CustomerStatementError } from './errors.ts';
export { hostHash } from './host-hash.ts';
export type { ConnectionHooks, CustomerDatabaseLimits } from './limits.ts';
export { publicCode } from './public-code.ts';
export { type ConnectionTestOptions, testCustomerDatabase } from './test-connection.ts';
export type { ConnectionTestStepState, OnConnectionTestStep } from './test-steps.ts';
export type {
  ConnectionTestReport,
  ConnectionTestStep,
  ConnectionTestWarning,
  CustomerDatabase,
  CustomerDatabaseCode,
} from './types.ts';
