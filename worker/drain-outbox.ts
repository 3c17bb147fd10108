import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { REST } from 'discord.js';
import type { MessageTranslatorFor } from '../bot/messages/translator.ts';
import { type Deps, loadSubmission } from '../domain/index.ts';
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
import type { ChannelOwnership } from './deliver/channel-ownership.ts';
import type { Deliver, DeliveryResult } from './deliver/types.ts';
import type { DeliveryQuota } from './delivery-quota.ts';
import { createCalls, type DiscordCalls } from './discord-calls.ts';
import { classifyFailure } from './failure.ts';
import { leaveUnknownKinds } from './leave-unknown-kinds.ts';
import type { Log } from './log.ts';
import type { WorkerObserver } from './observer.ts';
import type { RestRateLimiter } from './rest-rate-limiter.ts';

export interface DrainContext {
  tenancy: Tenancy;
  deps: Deps;
  rest: REST;
  /** This process's calls to Discord, shared out by guild. */
  restLimiter: RestRateLimiter;
  /** Who delivers each kind of outbox row; a kind that is not among them is left to a newer process. */
  deliverers: Readonly<Record<string, Deliver>>;
  channelOwners: ChannelOwnership;
  translatorFor: MessageTranslatorFor;
  /** discord.js forgets the token at a 401; this gives it back. */
  restoreToken(): void;
  botId: string;
  leaseMs: number;
  deliveryQuota: DeliveryQuota;
  log: Log;
  observer: WorkerObserver;
  /** Aborted once the worker is to stop: nothing new is begun. */
  stopSignal: AbortSignal;
}

const BATCH_SIZE = 12;
/** Then it is the next guild's turn. */
const BATCHES_PER_TURN = 2;
/** Of its lease: until when a delivery is begun, and when its last call is cut. What is left is for recording. */
const START_LEASE_SHARE = 0.5;
const CALL_LEASE_SHARE = 0.75;
const MAX_ATTEMPTS = 12;
const MAX_BACKOFF_MS = 300_000;
/** What Discord has taken must be recorded: a place that is away for a moment is asked again after these. */
const RECORD_RETRY_DELAYS_MS = [250, 1_000, 3_000];
/** 10,000 refused calls in ten minutes, and Discord shuts the whole address out. */
const UNAUTHORIZED_PAUSE_MS = 60_000;
/** In all; one that takes long to refuse would keep the worker from other guilds. */
const RECORD_TIMEOUT_MS = 5_000;

/** A batch of rows that are this drain's until `lease_until`; times in epoch ms. */
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
  /** What it may have delivered now is used up: it goes on after so many ms. */
  | { waitMs: number };

/**
 * Delivers what a guild has due: a turn's worth.
 * @param onQuery told before each query for due rows: what came before is seen by it
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
    // Of each batch's own: a worker may come upon rows that one of its own drains, stalled, still has.
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
    // Of one submission, one after the other: the thread before the card that links it.
    await Promise.all(
      groupBySubmission(rows).map(async (group) => {
        for (const row of group) await deliverRow(context, guildId, row, lease);
      }),
    );
  }
  return 'more';
}

function groupBySubmission(rows: readonly LeasedDelivery[]): LeasedDelivery[][] {
  const groups = Map.groupBy(rows, ({ id, number }) => String(number ?? id));
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
  const logFields = { guildId, outboxId: row.id, kind: row.kind, number: row.number };
  /** Ends the try in one transaction, if the row is still ours. */
  const finalize = (work: (db: GuildWriter) => Promise<void>) =>
    withRetry(() =>
      tenancy.write(guildId, async (db) => {
        if (await holdsLease(db, { id: row.id, owner: lease.owner })) await work(db);
        else log.warn({ ...logFields, code: 'lease_lost' }, 'delivery.taken_over');
      }),
    );
  /** Nothing was sent, by this try or an earlier one: the next need not look for it. */
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
    await finalize(async (db) => {
      if (!outcome.done) {
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
    // Only what may be wrong with the delivery itself is given up; waiting is no fault of its own.
    const isDead = failure.kind === 'refused' || (hasFailed && tries >= MAX_ATTEMPTS);
    const { code } = failure;
    observer.onDelivery(isDead ? 'dead' : hasFailed ? 'failed' : 'postponed', computeLagMs());
    // A closed rate limit or a wait is daily business; whoever looks for one finds it.
    if (failure.kind === 'later' && code !== 'unauthorized')
      log.info({ ...logFields, code, tries }, 'delivery.postponed');
    else log.warn({ ...logFields, code, tries, dead: isDead }, 'delivery.failed');
    const backoffMs = Math.min(MAX_BACKOFF_MS, 500 * 2 ** Math.min(tries, 12));
    const waitMs = 'afterMs' in failure ? failure.afterMs : backoffMs * (0.75 + Math.random() / 2);
    const mayBeSent = hasFailed || failure.kind === 'away';
    const ended = { id: row.id, error: failure.code, isUnsent: isUnsent && !mayBeSent };
    await finalize(async (db) => {
      if (!isDead)
        return postponeDelivery(db, { ...ended, dueAt: db.now + Math.round(waitMs), hasFailed });
      await deadLetterDelivery(db, ended);
      if (row.number !== null) db.publishChange({ number: row.number, kind: 'delivery' });
    });
  }
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
  { tenancy, botId, leaseMs, channelOwners, deliverers, translatorFor }: DrainContext,
  guildId: string,
  row: LeasedDelivery,
  rest: DiscordCalls,
): Promise<DeliveryResult> {
  const { number, kind } = row;
  const deliver = Object.hasOwn(deliverers, kind) ? deliverers[kind] : undefined;
  // A row that names no record was not written by us; nor was one whose kind only MySQL takes for ours.
  if (!deliver || !Number.isSafeInteger(number) || number === null) return { done: true };
  const loaded = await tenancy.read(guildId, (db) => loadSubmission(db, number));
  if (!loaded) return { done: true };
  return deliver({
    row: { ...row, number },
    guildId,
    botId,
    rest,
    isGuildChannel: (channelId) => channelOwners.isGuildChannel(rest, guildId, channelId),
    t: translatorFor(DEFAULT_LOCALE),
    tenancy,
    loaded,
    outcomeUnknown: row.firstSentAt !== null,
    leaseMs,
  });
}
