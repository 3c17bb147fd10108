import type { Plan } from '../plans/plans.ts';
import type { CustomerDatabaseView, MoveView } from '../storage/types.ts';

/** A move of any server, as operators see it. */
export interface OperatorMove extends MoveView {
  guildId: string;
  guildName: string | null;
  requestedBy: string;
  reason: string;
  /** Whether it can be retried: up to 72 hours after it failed or was aborted. */
  canRetry: boolean;
  /** Whether its source is unreachable, so that it can only be ended without it. */
  canReopen: boolean;
}

/** What an operator can do with a move. */
export const MOVE_CHANGES = ['pause', 'resume', 'abort', 'retry', 'reopen'] as const;
export type MoveChange = (typeof MOVE_CHANGES)[number];

/** A database secret: its path and state, never its value. */
export interface SecretView {
  /** The path in Vault. */
  ref: string;
  guildId: string;
  guildName: string | null;
  /** `s3`: a bucket for files. */
  engine: 'postgres' | 'mysql' | 's3';
  server: string;
  version: number;
  state: 'candidate' | 'active' | 'retired' | 'destroyed';
  createdBy: string;
  createdAt: number;
  /** Of the one in use: since when this version is. */
  changedAt: number;
  lastUsedAt: number | null;
  previousVersion: CustomerDatabaseView['previousVersion'];
  /** When an operator requested new credentials; null when nobody did, or they were entered. */
  rotationRequestedAt: number | null;
}

/** A region's cluster, as this process sees it. */
export interface ClusterView {
  key: string;
  name: string;
  healthy: boolean;
  /** Round trip of a statement, ms; null while it is unreachable. */
  latencyMs: number | null;
  /** Connections of this process: in use, open, at most. */
  pool: { used: number; open: number; max: number };
  schemaVersion: number | null;
  guilds: number;
}

/** A customer database that this process has a pool for, or that has an outage. */
export interface CustomerDatabaseStatus {
  guildId: string;
  guildName: string | null;
  engine: 'postgres' | 'mysql';
  schemaVersion: number;
  /** Connections of this process. */
  sockets: number;
  breaker: 'closed' | 'open' | 'half_open';
  latencyMs: number | null;
  outage: { since: number; code: string } | null;
}

/** A placement whose schema is not the newest. */
export interface OutdatedPlacement {
  /** A region's key, or a guild's id for its own database. */
  place: string;
  name: string | null;
  version: number;
  newest: number;
  /** Why; a code. Null: it has not been tried yet. */
  problem: string | null;
}

/** What was reconciled after a restore; see docs/operating.md. */
export interface RestoreReport {
  regions: {
    region: string;
    /** Deliveries that are looked up on Discord before they are sent. */
    deliveries: number;
    /** Guilds whose submission numbers skip those assigned after the backup. */
    counters: number;
  }[];
  /** Guilds for which registry and regions disagreed. */
  guilds: {
    guildId: string;
    /** `moving`: its move has to end first; `undecided`: see `openIn`. */
    result: 'opened' | 'moving' | 'undecided';
    /** The region in which it is open now. */
    region: string | null;
  }[];
}

export interface Page<T> {
  items: T[];
  /** Pass it back for the next page; null on the last one. */
  nextBefore: string | null;
}

export const MOVE_FILTERS = ['active', 'failed', 'all'] as const;
export type MoveFilter = (typeof MOVE_FILTERS)[number];

/** What an operator did, and how it ended. */
export interface AuditEntryView {
  id: string;
  /** Epoch ms. */
  at: number;
  /** A Discord user id, or `cli:` and the name of an account. */
  operator: string;
  /** One of `OPERATOR_ACTIONS`, or what an older or newer version calls it. */
  act: string;
  guildId: string | null;
  guildName: string | null;
  reason: string;
  details: Record<string, unknown>;
  /** `started`: whether it took effect is not known (yet). */
  outcome: 'started' | 'done' | 'failed';
  /** Why it failed. */
  code: string | null;
}

/** A guild as operators see it: where its data lives and on which plan, never what is in it. */
export interface Tenant {
  guildId: string;
  name: string | null;
  /** Whether the bot is in the server now. */
  isBotPresent: boolean;
  kind: 'managed' | 'own';
  region: string;
  regionName: string;
  state: string;
  schemaVersion: number;
  createdAt: number;
  plan: Plan;
}
