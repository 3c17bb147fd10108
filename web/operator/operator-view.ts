import type {
  ClusterView,
  CustomerDatabaseStatus,
  OperatorMove,
  OutdatedPlacement,
  SecretView,
} from '../../domain/operator/types.ts';
import type { ServicesView } from '../context.ts';
import { formatCount, presentMove } from '../storage/index.ts';
import { formatElapsed } from '../times/format-duration.ts';
import type { OperatorTranslate } from './strings.en.ts';

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

/** A secret's path and state; its value is not part of it. */
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
  previousVersion: from.previousVersion,
  rotationRequestedAt: from.rotationRequestedAt,
});

export const presentCustomerDatabase = (from: CustomerDatabaseStatus) => ({
  guildId: from.guildId,
  guildName: from.guildName,
  engine: from.engine,
  schemaVersion: from.schemaVersion,
  sockets: from.sockets,
  breaker: from.breaker,
  latencyMs: from.latencyMs,
  outage: from.outage && { since: from.outage.since, code: from.outage.code },
});

export const presentOutdatedPlacement = (from: OutdatedPlacement) => ({
  place: from.place,
  name: from.name,
  version: from.version,
  newest: from.newest,
  problem: from.problem,
  /** A guild's database. Only `npm run migrate` has the password of a region's owner. */
  canRetry: /^\d+$/.test(from.place),
});

type Database = ServicesView['databases'][number];

const DATABASE_TONES = { ok: 'good', read_only: 'warn', full: 'bad', unreachable: 'bad' } as const;
const VAULT_TONES = { active: 'good', standby: 'warn', sealed: 'bad', unreachable: 'bad' } as const;
/** A worker takes a job within a second; one that waits longer waits for something. */
const SLOW_QUEUE_MS = 60_000;

/**
 * @param lastSeenState from the last check of all services; `from` knows whether it is reachable
 *   now
 */
export function presentCluster(
  t: OperatorTranslate,
  from: ClusterView,
  lastSeenState: Database['state'] | undefined,
) {
  const reachableState =
    lastSeenState === 'full' || lastSeenState === 'read_only' ? lastSeenState : 'ok';
  const state = from.healthy ? reachableState : 'unreachable';
  return {
    key: from.key,
    name: from.name,
    tone: DATABASE_TONES[state],
    state: t(`operator.clusters.state.${state}`),
    latencyMs: from.latencyMs,
    pool: { used: from.pool.used, open: from.pool.open, max: from.pool.max },
    schemaVersion: from.schemaVersion,
    guilds: from.guilds,
  };
}

const presentDatabase = (t: OperatorTranslate, { key, name, state, latencyMs }: Database) => ({
  key,
  name: name ?? t('operator.services.control'),
  kind: key === 'control' ? t('operator.services.control_kind') : key,
  tone: DATABASE_TONES[state],
  state: t(`operator.services.database.${state}`),
  figure: latencyMs === null ? '' : formatElapsed(t, latencyMs),
  hint:
    state === 'ok'
      ? null
      : t(
          key === 'control'
            ? `operator.services.hint_control.${state}`
            : `operator.services.hint.${state}`,
        ),
});

const presentBucket = (
  t: OperatorTranslate,
  { key, name, isUp }: ServicesView['buckets'][number],
) => {
  const state = isUp ? 'ok' : 'unreachable';
  return {
    key: `bucket ${key}`,
    name: t('operator.services.bucket', { region: name }),
    kind: t('operator.services.bucket_kind'),
    tone: DATABASE_TONES[state],
    state: t(`operator.services.bucket_state.${state}`),
    figure: '',
    hint: isUp ? null : t('operator.services.hint_bucket'),
  };
};

function presentQueue(t: OperatorTranslate, queue: ServicesView['queue']) {
  const isSlow = (queue?.oldestMs ?? 0) > SLOW_QUEUE_MS;
  const state = queue === null ? 'unknown' : isSlow ? 'slow' : 'ok';
  return {
    key: 'queue',
    name: t('operator.services.queue'),
    kind: t('operator.services.queue_kind'),
    tone: ({ unknown: 'plain', slow: 'warn', ok: 'good' } as const)[state],
    state: t(`operator.services.queue_state.${state}`),
    figure: queue?.oldestMs
      ? t('operator.services.queue_text', {
          waiting: formatCount(t, queue.waiting),
          oldest: formatElapsed(t, queue.oldestMs),
        })
      : '',
    hint: state === 'slow' ? t('operator.services.hint_queue') : null,
  };
}

/** Each service's state and, when it needs attention, the impact and what to do. */
export const presentServices = (
  t: OperatorTranslate,
  { at, databases, buckets, vault, queue }: ServicesView,
) => ({
  at,
  list: [
    ...databases.map((each) => presentDatabase(t, each)),
    ...buckets.map((each) => presentBucket(t, each)),
    {
      key: 'vault',
      name: t('operator.services.vault'),
      kind: t('operator.services.vault_kind'),
      tone: VAULT_TONES[vault],
      state: t(`operator.services.vault_state.${vault}`),
      figure: '',
      hint: vault === 'active' ? null : t(`operator.services.hint_vault.${vault}`),
    },
    presentQueue(t, queue),
  ],
});

export type ServicesStatus = ReturnType<typeof presentServices>;
export type ServiceStatus = ServicesStatus['list'][number];
export type MoveRow = ReturnType<typeof presentOperatorMove>;
export type SecretRow = ReturnType<typeof presentSecret>;
export type ClusterStatus = ReturnType<typeof presentCluster>;
export type PresentedCustomerDatabase = ReturnType<typeof presentCustomerDatabase>;
export type PresentedOutdatedPlacement = ReturnType<typeof presentOutdatedPlacement>;
