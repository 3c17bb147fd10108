import type {
  ClusterView,
  LaggingPlace,
  OperatorMove,
  OwnPlaceView,
  SecretView,
} from '../../domain/operator/types.ts';
import { presentMove } from './move.ts';

export const presentOperatorMove = (from: OperatorMove) => ({
  ...presentMove(from),
  /** Operators see the code itself. */
  problemCode: from.problem,
  guildId: from.guildId,
  guildName: from.guildName,
  requestedBy: from.requestedBy,
  reason: from.reason,
  canRetry: from.canRetry,
  canReopen: from.canReopen,
});

/** Where a secret lies and how it fares; there is no value in it that could get out. */
export const presentSecret = (from: SecretView) => ({
  ref: from.ref,
  guildId: from.guildId,
  guildName: from.guildName,
  server: from.server,
  version: from.version,
  state: from.state,
  createdBy: from.createdBy,
  createdAt: from.createdAt,
  changedAt: from.changedAt,
  lastUsedAt: from.lastUsedAt,
});

export const presentCluster = (from: ClusterView) => ({
  key: from.key,
  name: from.name,
  healthy: from.healthy,
  latencyMs: from.latencyMs,
  pool: { used: from.pool.used, open: from.pool.open, max: from.pool.max },
  schemaVersion: from.schemaVersion,
  guilds: from.guilds,
});

export const presentOwnPlace = (from: OwnPlaceView) => ({
  guildId: from.guildId,
  guildName: from.guildName,
  engine: from.engine,
  schemaVersion: from.schemaVersion,
  sockets: from.sockets,
  breaker: from.breaker,
  latencyMs: from.latencyMs,
  outage: from.outage && { since: from.outage.since, code: from.outage.code },
});

export const presentLagging = (from: LaggingPlace) => ({
  place: from.place,
  name: from.name,
  version: from.version,
  newest: from.newest,
  problem: from.problem,
});

export type MoveRow = ReturnType<typeof presentOperatorMove>;
export type SecretRow = ReturnType<typeof presentSecret>;
export type Cluster = ReturnType<typeof presentCluster>;
export type OwnPlace = ReturnType<typeof presentOwnPlace>;
export type Lagging = ReturnType<typeof presentLagging>;
