import type {
  BucketTestStep,
  CustomerBucketCode,
  PresentedCertificate,
} from '../../tenancy/index.ts';
import type { Plan } from '../plans/plans.ts';

/** Where a guild's data lives, as its staff may know it. */
export interface StorageSummary {
  kind: 'managed' | 'own';
  /** The home region's key, e.g. `eu-uk`; also of a guild in its own database. */
  region: string;
  regionName: string;
  state: 'open' | 'moving' | 'closed';
  /** Whether its database answered just now. */
  isHealthy: boolean;
}

/** A storage region that a guild can be in. */
export interface RegionView {
  key: string;
  name: string;
  /** Degrees; null if the operator configured none. */
  latitude: number | null;
  longitude: number | null;
}

export type MoveStep =
  | 'prepare'
  | 'copy'
  | 'catch_up'
  | 'verify'
  | 'fence'
  | 'flip'
  | 'observe'
  | 'retire';

/** A placement as a guild's admins see it. */
export type PlacementView =
  | { kind: 'managed'; region: string; regionName: string }
  | { kind: 'own'; engine: 'postgres' | 'mysql' };

/** A move as a guild's admins see it. Times in epoch ms. */
export interface MoveView {
  id: string;
  from: PlacementView;
  to: PlacementView;
  step: MoveStep;
  state: 'running' | 'paused' | 'aborting' | 'aborted' | 'failed' | 'done';
  /** Why it failed or waits: a code of the catalogue. */
  problem: string | null;
  rowsTotal: number;
  rowsCopied: number;
  bytesCopied: number;
  pauseMs: number | null;
  startedAt: number;
  endedAt: number | null;
  /** When the old copy is deleted. */
  retireAt: number | null;
  /** Whether it can still be aborted: up to the switch. */
  canAbort: boolean;
}

/** What a move would take. */
export interface MoveEstimate {
  rows: number;
  bytes: number;
  /** How long copying takes, ms; writes continue meanwhile. */
  copyMs: number;
  /** How long writes wait at the switch, ms. */
  pauseMs: number;
}

/** A customer database as its admins see it: never its address. */
export interface CustomerDatabaseView {
  engine: 'postgres' | 'mysql';
  /** e.g. `PostgreSQL 16.3`. */
  server: string;
  /** Since when these credentials are in use, and which version of the secret it is. */
  credentialsSince: number;
  secretVersion: number;
  /**
   * The version before, after a rotation: `closing` while its connections end, until when it is
   * destroyed; `destroyed` then. Null: there was none.
   */
  previousVersion: { state: 'closing'; endsAt: number } | { state: 'destroyed' } | null;
  /** Set while it is unreachable. */
  outage: { since: number; code: string } | null;
  /** When an operator requested new credentials. */
  rotationRequestedAt: number | null;
}

/** The bucket of its own in which a guild's files are kept, as its admins see it: never its address. */
export interface BucketView {
  /** Since when these credentials are in use. */
  credentialsSince: number;
  /** False: an operator has revoked them. */
  isUsable: boolean;
  /** When a process last opened it. */
  lastUsedAt: number | null;
  /** When an operator requested new credentials. */
  rotationRequestedAt: number | null;
}

/** Everything of the storage page. */
export interface StorageView {
  plan: Plan;
  placement: PlacementView;
  /** The home region's name: where files are, also those of a guild in its own database. */
  homeRegionName: string;
  /** Whether the database was reachable just now. */
  isHealthy: boolean;
  regions: RegionView[];
  customerDatabase: CustomerDatabaseView | null;
  /** The running move, or the last one that ended within a week. */
  move: MoveView | null;
  /** Whether demos are deferred while the database is unavailable. */
  isDeferringEnabled: boolean;
  /** Demos that are deferred now. */
  deferredCount: number;
  canChangeRegion: boolean;
  canUseCustomerDatabase: boolean;
  /** Null: files are kept in the home region's bucket. */
  bucket: BucketView | null;
  /** Whether files are still brought to where they are kept now. */
  isRelocatingFiles: boolean;
  canUseBucket: boolean;
  /**
   * Until when a guild whose plan ended may stay in its own database; null if its plan includes
   * one.
   */
  graceEndsAt: number | null;
}

/** The steps of a test, in their order. */
export const CONNECTION_TEST_STEPS = [
  'address',
  'tls',
  'login',
  'version',
  'privileges',
  'write',
] as const;
export type ConnectionTestStep = (typeof CONNECTION_TEST_STEPS)[number];

/** A certificate that a server presented. Its texts are the server's own, bounded in length. */
export interface CertificateView extends PresentedCertificate {
  /** Whether an admin may accept exactly this one. */
  canBePinned: boolean;
}

/** The result of a connection test. */
export interface ConnectionTestResult {
  passed: boolean;
  /** Every step that was tried, in order; the last one failed unless `passed`. */
  steps: { step: ConnectionTestStep; passed: boolean }[];
  /** Why it failed: a code of the catalogue. */
  code: string | null;
  /**
   * The part of the input that is wrong, e.g. `password`, `ca`, or the names of the parameters that
   * are, separated by commas; null if none is.
   */
  field: string | null;
  /** e.g. `PostgreSQL 16.3`. */
  server: string | null;
  latencyMs: number | null;
  /** `superuser`, `clock`, `no_triggers`. */
  warnings: string[];
  /** Names of parameters of the URL that change nothing, e.g. `pgbouncer`. */
  ignoredParameters: string[];
  /** The certificate for which it failed; null if it did not. */
  certificate: CertificateView | null;
}

export type { BucketTestStep } from '../../tenancy/index.ts';

/** The result of a bucket's test. */
export interface BucketTestResult {
  passed: boolean;
  /** Every step that was tried, in order; the last one failed unless `passed`. */
  steps: { step: BucketTestStep; passed: boolean }[];
  /** Why it failed: a `CustomerBucketCode`. */
  code: CustomerBucketCode | null;
  /** The part of the input that is wrong; null if none is. */
  field: string | null;
  /** What passing the test meant; null: nothing, or it has failed. */
  effect: 'connected' | 'rotated' | null;
}

/** What the connect form sends; either the URL or the fields. */
export interface ConnectionInput {
  url?: string;
  engine?: string;
  host?: string;
  port?: string;
  user?: string;
  password?: string;
  database?: string;
  /** PEM. */
  ca?: string;
  /** The only certificate to accept, whatever `ca` and its names say; see `CertificateView`. */
  pinnedFingerprint?: string;
}

/** The setup session of an admin who connects a database. */
export interface SetupSessionView {
  expiresAt: number;
  /**
   * The certificate that is pinned with the database in use; null: none is, or the secret store does
   * not answer.
   */
  pinnedFingerprint: string | null;
  /** The database that passed its test and waits to be connected. */
  candidate: {
    engine: 'postgres' | 'mysql';
    server: string;
    /** `move`: rows move there. `rotate`: the same database, new credentials; nothing moves. */
    effect: 'move' | 'rotate';
    estimate: MoveEstimate | null;
    pinnedFingerprint: string | null;
  } | null;
  /**
   * Where our connections come from, for the database's firewall, e.g. `203.0.113.7/32`; empty:
   * operators did not say.
   */
  addresses: readonly string[];
}
