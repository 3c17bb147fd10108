export { regionBootstrapSql } from './bootstrap/region-bootstrap-sql.ts';
export type { CustomerBucketError } from './buckets/error.ts';
export type {
  BucketInput,
  BucketTestStep,
  CustomerBucketCode,
} from './buckets/types.ts';
export { checkBuckets } from './check/check-buckets.ts';
export { checkDatabases } from './check/check-databases.ts';
export type { Finding } from './check/finding.ts';

export type { GuildStorage } from './composition/guild-storage.ts';
export type { Registry } from './composition/registry.ts';
export type { SystemStatus } from './composition/system-status.ts';
export type { TenantData } from './composition/tenant-data.ts';
export type { TenantFiles } from './composition/tenant-files.ts';
export {
  type RegionConfig,
  type RegionOwnerConfig,
  regionFromEnv,
  regionOwnerFromEnv,
  type TenancyConfig,
} from './config.ts';
export type { ControlAccess } from './control/control-access.ts';
export type { Coupon } from './control/coupons.ts';

export type {
  OperatorAuditEntry,
  OperatorAuditRow,
} from './control/operator-audit.ts';
export type { Outage } from './control/outages.ts';
export type { EndedPlan } from './control/plan-reminders.ts';
export type { ServiceHealth } from './control/service-health.ts';

export { publicSessionId } from './control/user-sessions.ts';
export type {
  AddressGuard,
  CustomerDatabaseError,
  PresentedCertificate,
} from './customer-database/index.ts';
export type {
  DeferredQueue,
  DeferredSubmission,
} from './deferred-submissions/deferred-submissions.ts';
export { isUnreachable, TenancyError } from './errors.ts';
export type { ExpectedTenancyError, TenancyFailure } from './failure.ts';
export { FileStorageError } from './files/file-storage-error.ts';
export type { StartedUpload } from './files/file-uploads.ts';
export type { GuildFiles, StoredFile, WrittenFile } from './files/guild-files.ts';
export { isSameStore, type ObjectStoreConfig } from './files/store/index.ts';
export type { SweepCounts } from './files/sweep/types.ts';
export { migrateAll } from './migrate/migrate-all.ts';
export type { Move, PlacementRef } from './moves/index.ts';
export { listDeadLetters } from './outbox/dead-letters.ts';
export {
  deadLetterDelivery,
  holdsLease,
  type LeasedDelivery,
  leaseDueDeliveries,
  postponeDelivery,
  removeDelivery,
} from './outbox/lease.ts';
export { listDueUnknownDeliveries } from './outbox/unknown-kinds.ts';
export { parseOperatorUrl } from './pools/operator-url.ts';
export {
  checkSecretStore,
  createSecretStore,
  createUnavailableSecretStore,
  SESSIONS_TRANSIT_KEY,
  type SecretStore,
  SecretStoreError,
  type SecretStoreProblem,
} from './secrets/index.ts';
export { createTenancy, type Tenancy } from './tenancy.ts';
export type {
  DatabaseRow,
  GuildReader,
  GuildWriter,
  LiveChange,
} from './types.ts';
