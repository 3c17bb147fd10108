export { regionBootstrapSql } from './bootstrap/region-roles.ts';
export { checkDatabases } from './check/databases.ts';
export type { Finding } from './check/finding.ts';
export {
  type RegionConfig,
  type RegionOwner,
  regionFromEnv,
  regionOwnerFromEnv,
  type TenancyConfig,
} from './config.ts';
export type { DatabaseSecret } from './control/database-secrets.ts';
export type { ControlDoor } from './control/door.ts';
export type { GuildProfile } from './control/guilds.ts';
export type { OpenItem } from './control/open-items.ts';
export type {
  OperatorAuditEntry,
  OperatorAuditRow,
  OperatorOutcome,
} from './control/operator-audit.ts';
export type { Outage } from './control/outages.ts';
export type { DatabaseHealth, QueueHealth, ServiceHealth } from './control/services.ts';
export { type Session, sessionKey } from './control/sessions.ts';
export type { TenantRow } from './control/tenants.ts';
export { isUnreachable } from './errors.ts';
export { migrateAll, type PlaceReport } from './migrate/places.ts';
export type { Move, MoveEvent, PlaceRef } from './moves/index.ts';
export { type DeadLetter, listDeadLetters, retryDeadLetters } from './outbox/dead-letters.ts';
export {
  bury,
  holdsLease,
  type LeasedDelivery,
  leaseDue,
  postpone,
  removeDelivery,
} from './outbox/lease.ts';
export { dueOfOtherKinds, type UnknownDelivery } from './outbox/unknown-kinds.ts';
export type { ParkedDemo, ParkingLot } from './parking/parking.ts';
export { type PostgresAddress, parseOperatorUrl } from './pools/operator-url.ts';
export {
  absentSecretStore,
  checkSecretStore,
  createSecretStore,
  type SecretStore,
  SecretStoreError,
  type SecretStoreProblem,
  sessionsKey,
} from './secrets/index.ts';
export { createTenancy, type Tenancy, type TenancyOptions } from './tenancy.ts';
export type { GuildReader, GuildWriter, LiveChange, OutboxEntry, Placement, Row } from './types.ts';
