export {
  type AddressGuard,
  type AddressGuardOptions,
  createAddressGuard,
  type HostPort,
  type Resolve,
} from './address-guard.ts';
export type { BreakerStatus } from './breaker.ts';
export { codeOf } from './classify.ts';
export { OwnBusyError, OwnDatabaseError, OwnStatementError } from './errors.ts';
export { type OwnFields, parseCa, parseOwnFields } from './fields.ts';
export { hostHash } from './host-hash.ts';
export type { OwnHooks, OwnLimits } from './limits.ts';
export type { OwnSchema } from './occupancy.ts';
export { openOwn } from './open.ts';
export type { OwnPoolKey } from './pool.ts';
export {
  createOwnPools,
  type OwnPoolStatus,
  type OwnPools,
  type OwnPoolsOptions,
} from './pools.ts';
export { publicCode } from './public-code.ts';
export { type OwnTestOptions, testOwnDatabase } from './test-connection.ts';
export type { OnOwnStep, OwnStepState } from './test-steps.ts';
export type {
  OwnDatabase,
  OwnDatabaseCode,
  OwnTestReport,
  OwnTestStep,
  OwnTestWarning,
} from './types.ts';
export { parseOwnUrl } from './url.ts';
