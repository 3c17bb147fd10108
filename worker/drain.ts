import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { REST } from 'discord.js';
import { type Deps, loadSubmission } from '../domain/index.ts';
import {
  bury,
  type GuildWriter,
  holdsLease,
  type LeasedDelivery,
  leaseDue,
  postpone,
  removeDelivery,
  type Tenancy,
} from '../tenancy/index.ts';
import { type Calls, callsUntil } from './calls.ts';
import type { ChannelOwners } from './deliver/channel-owners.ts';
import type { Deliver, Outcome } from './deliver/types.ts';
import { classify } from './failure.ts';
import { leaveToNewer } from './leave-to-newer.ts';
import type { Log } from './log.ts';
import type { WorkerObserver } from './observer.ts';
import type { OwnBudget } from './own-budget.ts';
import type { RestBudget } from './rest-budget.ts';

export interface DrainContext {
  tenancy: Tenancy;
  deps: Deps;
  rest: REST;
  /** This process's calls to Discord, shared out by guild. */
  restBudget: RestBudget;
  /** Who delivers each kind of outbox row; a kind that is not among them is left to a newer process. */
  deliverers: Readonly<Record<string, Deliver>>;
  channelOwners: ChannelOwners;
  /** discord.js forgets the token at a 401; this gives it back. */
  renewToken(): void;
  botId: string;
  leaseMs: number;
  budget: OwnBudget;
  log: Log;
  observer: WorkerObserver;
  /** Aborted once the worker is to stop: nothing new is begun. */
  stopping: AbortSignal;
}

const BATCH = 12;
/** Then it is the next guild's turn. */
const TURN_BATCHES = 2;
/** Of its lease: until when a delivery is begun, and when its last call is cut. What is left is for recording. */
const BEGIN_SHARE = 0.5;
const CALL_SHARE = 0.75;
const MAX_ATTEMPTS = 12;
const MAX_BACKOFF_MS = 300_000;
/** What Discord has taken must be recorded: a place that is away for a moment is asked again after these. */
const RECORD_AGAIN_MS = [250, 1_000, 3_000];
/** 10,000 refused calls in ten minutes, and Discord shuts the whole address out. */
const UNAUTHORIZED_MS = 60_000;
/** In all; one that takes long to refuse would keep the worker from other guilds. */
const RECORD_MS = 5_000;

/** A batch of rows that are this drain's until `lease_until`; times in epoch ms. */
interface Lease {
  owner: string;
  beginsUntil: number;
  callsUntil: number;
}

/** How a guild's turn ended. */
export type Turn =
  /** Nothing is due. */
  | 'done'
  /** Its turn is over, and more may be due. */
  | 'more'
  /** What it may have delivered now is used up: it goes on after so many ms. */
  | { waitMs: number };

/**
 * Delivers what a guild has due: a turn's worth.
 * @param looked told before each query for due rows: what came before is seen by it
 */
export async function drainTurn(
  context: DrainContext,
  guildId: string,
  looked: () => void = () => {},
): Promise<Turn> {
  const { tenancy, leaseMs, budget, stopping } = context;
  const isOwn = (await tenancy.placement(guildId)).kind === 'own';
  const kinds = Object.keys(context.deliverers);
  for (let batch = 0; batch < TURN_BATCHES && !stopping.aborted; batch++) {
    const waitMs = isOwn ? budget.waitMs(guildId) : 0;
    if (waitMs > 0) return { waitMs };
    looked();
    const startedAt = Date.now();
    // Of each batch's own: a worker may come upon rows that one of its own drains, stalled, still has.
    const owner = randomUUID();
    const rows = await tenancy.write(guildId, (db) =>
      leaseDue(db, { owner, leaseMs, limit: BATCH, kinds }),
    );
    if (rows.length === 0) {
      const givenUp = await leaveToNewer(context, guildId, { kinds, isOwn });
      if (isOwn) budget.take(guildId, givenUp);
      return givenUp > 0 ? 'more' : 'done';
    }
    if (isOwn) budget.take(guildId, rows.length);
    const lease: Lease = {
      owner,
      beginsUntil: startedAt + leaseMs * BEGIN_SHARE,
      callsUntil: startedAt + leaseMs * CALL_SHARE,
    };
    // Of one submission, one after the other: the thread before the card that links it.
    await Promise.all(
      bySubmission(rows).map(async (group) => {
        for (const row of group) await deliverRow(context, guildId, row, lease);
      }),
    );
  }
  return 'more';
}

function bySubmission(rows: readonly LeasedDelivery[]): LeasedDelivery[][] {
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
  const lagMs = () => Date.now() - row.dueAt;
  const facts = { guildId, outboxId: row.id, kind: row.kind, number: row.number };
  /** Ends the try in one transaction, if the row is still ours. */
  const settle = (work: (db: GuildWriter) => Promise<void>) =>
    recorded(() =>
      tenancy.write(guildId, async (db) => {
        if (await holdsLease(db, { id: row.id, owner: lease.owner })) await work(db);
        else log.warn({ ...facts, code: 'lease_lost' }, 'delivery.taken_over');
      }),
    );
  /** Nothing was sent, by this try or an earlier one: the next need not look for it. */
  const isUnsent = row.firstSentAt === null;
  if (context.stopping.aborted || Date.now() > lease.beginsUntil) {
    await settle((db) => postpone(db, { id: row.id, dueAt: db.now, error: 'not_begun', isUnsent }));
    return;
  }
  try {
    const { rest, restBudget: budget, stopping } = context;
    const calls = callsUntil({ rest, budget, guildId, stopping }, lease.callsUntil);
    const outcome = await attempt(context, guildId, row, calls);
    await settle(async (db) => {
      if (!outcome.done) {
        const dueAt = db.now + outcome.waitMs;
        await postpone(db, { id: row.id, dueAt, error: outcome.code, isUnsent });
        return;
      }
      await outcome.record?.(db);
      await removeDelivery(db, row.id);
    });
    observer.delivery(outcome.done ? 'delivered' : 'postponed', lagMs());
  } catch (error) {
    const failure = classify(error);
    if (failure.code === 'unauthorized') {
      context.renewToken();
      context.restBudget.pause(UNAUTHORIZED_MS);
    }
    const hasFailed = failure.kind === 'unknown';
    const tries = row.attempts + 1;
    // Only what may be wrong with the delivery itself is given up; waiting is no fault of its own.
    const dead = failure.kind === 'refused' || (hasFailed && tries >= MAX_ATTEMPTS);
    const { code } = failure;
    observer.delivery(dead ? 'dead' : hasFailed ? 'failed' : 'postponed', lagMs());
    // A closed rate limit or a wait is daily business; whoever looks for one finds it.
    if (failure.kind === 'later' && code !== 'unauthorized')
      log.info({ ...facts, code, tries }, 'delivery.postponed');
    else log.warn({ ...facts, code, tries, dead }, 'delivery.failed');
    const backoff = Math.min(MAX_BACKOFF_MS, 500 * 2 ** Math.min(tries, 12));
    const waitMs = 'afterMs' in failure ? failure.afterMs : backoff * (0.75 + Math.random() / 2);
    const mayBeSent = hasFailed || failure.kind === 'away';
    const ended = { id: row.id, error: failure.code, isUnsent: isUnsent && !mayBeSent };
    await settle(async (db) => {
      if (!dead) return postpone(db, { ...ended, dueAt: db.now + Math.round(waitMs), hasFailed });
      await bury(db, ended);
      if (row.number !== null) db.announce({ number: row.number, kind: 'delivery' });
    });
  }
}

async function recorded<T>(write: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + RECORD_MS;
  for (const waitMs of RECORD_AGAIN_MS)
    try {
      return await write();
    } catch (error) {
      if (Date.now() + waitMs > giveUpAt) throw error;
      await wait(waitMs);
    }
  return write();
}

async function attempt(
  { tenancy, botId, leaseMs, channelOwners, deliverers }: DrainContext,
  guildId: string,
  row: LeasedDelivery,
  rest: Calls,
): Promise<Outcome> {
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
    isOwnChannel: (channelId) => channelOwners.isOwn(rest, guildId, channelId),
    tenancy,
    loaded,
    mayHaveHappened: row.firstSentAt !== null,
    leaseMs,
  });
}
