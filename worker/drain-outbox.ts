import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { REST } from 'discord.js';
import type { MessageTranslatorFor } from '../bot/messages/translator.ts';
import { type Deps, hasPendingEffects, parsePayload, submissionSubject } from '../domain/index.ts';
import { DEFAULT_LOCALE } from '../domain/text/translator.ts';
import {
  deadLetterDelivery,
  type GuildWriter,
  holdsLease,
  type LeasedDelivery,
  leaseDueDeliveries,
  postponeDelivery,
  removeDelivery,
  type Tenancy,
} from '../tenancy/index.ts';
import type { DeliverersByKind } from './deliver/by-kind.ts';
import type { ChannelOwnership } from './deliver/channel-ownership.ts';
import type { DeliveryResult } from './deliver/types.ts';
import type { DeliveryQuota } from './delivery-quota.ts';
import { createCalls, type DiscordCalls } from './discord-calls.ts';
import type { CallSlots } from './egress/call-slots.ts';
import type { Egress } from './egress/index.ts';
import { classifyFailure } from './failure.ts';
import type { FileQueue } from './files/file-queue.ts';
import { leaveUnknownKinds } from './leave-unknown-kinds.ts';
import type { Log } from './log.ts';
import type { WorkerObserver } from './observer.ts';
import type { RestRateLimiter } from './rest-rate-limiter.ts';
import { toNumber, toSubmissionNumber } from './subject-number.ts';

export interface DrainContext {
  tenancy: Tenancy;
  deps: Deps;
  rest: REST;
  /** Shares this process's calls to Discord between guilds. */
  restLimiter: RestRateLimiter;
  egress: Egress;
  fileQueue: FileQueue;
  /** For files that are held in memory to be posted on Discord. */
  postedFileSlots: CallSlots;
  /** Rows of other kinds are left to a newer process. */
  deliverers: DeliverersByKind;
  channelOwners: ChannelOwnership;
  translatorFor: MessageTranslatorFor;
  /** discord.js forgets the token after a 401; this sets it again. */
  restoreToken(): void;
  botId: string;
  /** Where people open the dashboard; without a slash at its end. */
  publicUrl: string;
  leaseMs: number;
  deliveryQuota: DeliveryQuota;
  log: Log;
  observer: WorkerObserver;
  /** Aborted when the worker shuts down: no delivery is started after that. */
  stopSignal: AbortSignal;
}

const BATCH_SIZE = 12;
/** Batches per turn; then it is the next guild's turn. */
const BATCHES_PER_TURN = 2;
/**
 * Shares of the lease: deliveries start before the first, calls end at the second, the rest is for
 * recording.
 */
const START_LEASE_SHARE = 0.5;
const CALL_LEASE_SHARE = 0.75;
const MAX_ATTEMPTS = 12;
const MAX_BACKOFF_MS = 300_000;
/**
 * What Discord accepted must be recorded: the write is retried while the database is unavailable.
 */
const RECORD_RETRY_DELAYS_MS = [250, 1_000, 3_000];
/** Discord bans an IP address for 10,000 refused calls in ten minutes. */
const UNAUTHORIZED_PAUSE_MS = 60_000;
/** For all retries: a database that fails slowly must not keep the worker from other guilds. */
const RECORD_TIMEOUT_MS = 5_000;

/** The lease of a batch of rows; times in epoch ms. */
interface Lease {
  owner: string;
  startsBefore: number;
  callsEndAt: number;
}

/** How a guild's turn ended. */
export type TurnResult =
  /** Nothing is due. */
  | 'done'
  /** Its turn is over, and more may be due. */
  | 'more'
  /** The guild's quota is used up; its next turn may start after `waitMs`. */
  | { waitMs: number };

/**
 * Delivers what a guild has due: a turn's worth.
 * @param onQuery called before each query for due rows, which sees everything enqueued before it
 */
export async function drainTurn(
  context: DrainContext,
  guildId: string,
  onQuery: () => void = () => {},
): Promise<TurnResult> {
  const { tenancy, leaseMs, deliveryQuota, stopSignal } = context;
  const isCustomerDatabase = (await tenancy.getPlacement(guildId)).kind === 'own';
  const kinds = Object.keys(context.deliverers);
  for (let batch = 0; batch < BATCHES_PER_TURN && !stopSignal.aborted; batch++) {
    const waitMs = isCustomerDatabase ? deliveryQuota.waitMs(guildId) : 0;
    if (waitMs > 0) return { waitMs };
    onQuery();
    const startedAt = Date.now();
    // One owner per batch: a worker may find rows that a stalled drain of its own still leases.
    const owner = randomUUID();
    const rows = await tenancy.write(guildId, (db) =>
      leaseDueDeliveries(db, { owner, leaseMs, limit: BATCH_SIZE, kinds }),
    );
    if (rows.length === 0) {
      const discardedCount = await leaveUnknownKinds(context, guildId, {
        kinds,
        isCustomerDatabase,
      });
      if (isCustomerDatabase) deliveryQuota.consume(guildId, discardedCount);
      return discardedCount > 0 ? 'more' : 'done';
    }
    if (isCustomerDatabase) deliveryQuota.consume(guildId, rows.length);
    const lease: Lease = {
      owner,
      startsBefore: startedAt + leaseMs * START_LEASE_SHARE,
      callsEndAt: startedAt + leaseMs * CALL_LEASE_SHARE,
    };
    // In order within a subject: the thread comes before the card that links it.
    await Promise.all(
      groupBySubject(rows).map(async (group) => {
        for (const row of group) await deliverRow(context, guildId, row, lease);
      }),
    );
  }
  return 'more';
}

function groupBySubject(rows: readonly LeasedDelivery[]): LeasedDelivery[][] {
  const groups = Map.groupBy(rows, ({ subject }) => `${subject.type}:${subject.id}`);
  return [...groups.values()];
}

async function deliverRow(
  context: DrainContext,
  guildId: string,
  row: LeasedDelivery,
  lease: Lease,
): Promise<void> {
  const { tenancy, log, observer } = context;
  const computeLagMs = () => Date.now() - row.dueAt;
  const logFields = { guildId, outboxId: row.id, kind: row.kind, number: toSubmissionNumber(row) };
  /** Ends the attempt in one transaction, if the lease still holds. */
  const finalize = (work: (db: GuildWriter) => Promise<void>) =>
    withRetry(() =>
      tenancy.write(guildId, async (db) => {
        if (await holdsLease(db, { id: row.id, owner: lease.owner })) await work(db);
        else log.warn({ ...logFields, code: 'lease_lost' }, 'delivery.taken_over');
      }),
    );
  /** Whether no earlier attempt sent anything, so that the next need not look for it. */
  const isUnsent = row.firstSentAt === null;
  if (context.stopSignal.aborted || Date.now() > lease.startsBefore) {
    await finalize((db) =>
      postponeDelivery(db, { id: row.id, dueAt: db.now, error: 'not_begun', isUnsent }),
    );
    return;
  }
  try {
    const { rest, restLimiter: limiter, stopSignal } = context;
    const calls = createCalls({ rest, limiter, guildId, stopSignal }, lease.callsEndAt);
    const outcome = await attemptDelivery(context, guildId, row, calls);
    if (!outcome.done && 'deadCode' in outcome) {
      const { deadCode: code } = outcome;
      observer.onDelivery('dead', computeLagMs());
      log.warn({ ...logFields, code, tries: row.attempts + 1, dead: true }, 'delivery.failed');
      await finalize(async (db) => {
        await outcome.record?.(db);
        await endAsDeadLetter(db, row, { error: code, isUnsent });
      });
      return;
    }
    await finalize(async (db) => {
      if (!outcome.done) {
        await outcome.record?.(db);
        const dueAt = db.now + outcome.waitMs;
        await postponeDelivery(db, { id: row.id, dueAt, error: outcome.code, isUnsent });
        return;
      }
      await outcome.record?.(db);
      await removeDelivery(db, row.id);
    });
    observer.onDelivery(outcome.done ? 'delivered' : 'postponed', computeLagMs());
  } catch (error) {
    const failure = classifyFailure(error);
    if (failure.code === 'unauthorized') {
      context.restoreToken();
      context.restLimiter.pause(UNAUTHORIZED_PAUSE_MS);
    }
    const hasFailed = failure.kind === 'unknown';
    const tries = row.attempts + 1;
    // A delivery is given up only for failures of its own, never for waiting.
    const isDead = failure.kind === 'refused' || (hasFailed && tries >= MAX_ATTEMPTS);
    const { code } = failure;
    observer.onDelivery(isDead ? 'dead' : hasFailed ? 'failed' : 'postponed', computeLagMs());
    // Rate limits and waits are routine: logged at info.
    if (failure.kind === 'later' && code !== 'unauthorized')
      log.info({ ...logFields, code, tries }, 'delivery.postponed');
    else log.warn({ ...logFields, code, tries, dead: isDead }, 'delivery.failed');
    const backoffMs = Math.min(MAX_BACKOFF_MS, 500 * 2 ** Math.min(tries, 12));
    const waitMs = 'afterMs' in failure ? failure.afterMs : backoffMs * (0.75 + Math.random() / 2);
    const mayBeSent = hasFailed || failure.kind === 'away';
    const ended = { error: failure.code, isUnsent: isUnsent && !mayBeSent };
    await finalize(async (db) => {
      if (!isDead) {
        const dueAt = db.now + Math.round(waitMs);
        return postponeDelivery(db, { id: row.id, ...ended, dueAt, hasFailed });
      }
      await endAsDeadLetter(db, row, ended);
    });
  }
}

async function endAsDeadLetter(
  db: GuildWriter,
  row: LeasedDelivery,
  ended: { error: string; isUnsent: boolean },
): Promise<void> {
  await deadLetterDelivery(db, { id: row.id, ...ended });
  const number = toSubmissionNumber(row);
  if (number !== null) db.publishChange({ number, kind: 'delivery' });
}

async function withRetry<T>(write: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + RECORD_TIMEOUT_MS;
  for (const waitMs of RECORD_RETRY_DELAYS_MS)
    try {
      return await write();
    } catch (error) {
      if (Date.now() + waitMs > deadline) throw error;
      await wait(waitMs);
    }
  return write();
}

async function attemptDelivery(
  {
    tenancy,
    botId,
    publicUrl,
    leaseMs,
    channelOwners,
    deliverers,
    translatorFor,
    egress,
    fileQueue,
    postedFileSlots,
  }: DrainContext,
  guildId: string,
  row: LeasedDelivery,
  rest: DiscordCalls,
): Promise<DeliveryResult> {
  const deliverer = Object.hasOwn(deliverers, row.kind) ? deliverers[row.kind] : undefined;
  const number = deliverer?.effect.subjectType === row.subject.type ? toNumber(guildId, row) : null;
  const parsed = deliverer && parsePayload(deliverer.effect, row.refId);
  // Not written by us: a row without a record, or a kind that only MySQL's collation takes for
  // ours.
  if (!deliverer || !parsed || number === null) return { done: true };
  const { payload } = parsed;
  const { loaded, isPredecessorPending } = await tenancy.read(guildId, async (db) => ({
    // Queried before the record: a predecessor that ends in between is then seen in the record. In
    // the other order it would be in neither, and what depends on it would be given up.
    isPredecessorPending: await hasPendingEffects(
      db,
      submissionSubject(number),
      deliverer.after ?? [],
    ),
    loaded: await deliverer.load(db, number, payload),
  }));
  if (loaded === null) return { done: true };
  return deliverer.deliver(
    {
      row,
      number,
      guildId,
      botId,
      publicUrl,
      rest,
      egress,
      fileQueue,
      postedFileSlots,
      isGuildChannel: (channelId) => channelOwners.isGuildChannel(rest, guildId, channelId),
      t: translatorFor(DEFAULT_LOCALE),
      tenancy,
      loaded,
      isPredecessorPending,
      outcomeUnknown: row.firstSentAt !== null,
      leaseMs,
    },
    payload,
  );
}
