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
import { deliverers } from './deliver/index.ts';
import type { Outcome } from './deliver/types.ts';
import { classify } from './failure.ts';
import type { Log } from './log.ts';
import type { OwnBudget } from './own-budget.ts';

export interface DrainContext {
  tenancy: Tenancy;
  deps: Deps;
  rest: REST;
  /** discord.js forgets the token at a 401; this gives it back. */
  renewToken(): void;
  botId: string;
  leaseMs: number;
  budget: OwnBudget;
  log: Log;
  /** True once the worker is to end: nothing new is begun. */
  isStopping(): boolean;
}

const BATCH = 12;
/** Of its lease: until when a delivery is begun, and when its last call is cut. What is left is for recording. */
const BEGIN_SHARE = 0.5;
const CALL_SHARE = 0.75;
const MAX_ATTEMPTS = 12;
const MAX_BACKOFF_MS = 300_000;
/** What Discord has taken must be recorded: a place that is away for a moment is asked again after these. */
const RECORD_AGAIN_MS = [250, 1_000, 3_000];
/** In all; one that takes long to refuse would keep the worker from other guilds. */
const RECORD_MS = 5_000;

/** A batch of rows that are this drain's until `lease_until`; times in epoch ms. */
interface Lease {
  owner: string;
  beginsUntil: number;
  callsUntil: number;
}

/**
 * Delivers what a guild has due, until nothing is left.
 * @returns ms after which to go on, when its budget is used up; else 0
 */
export async function drainGuild(context: DrainContext, guildId: string): Promise<number> {
  const { tenancy, leaseMs, budget } = context;
  while (!context.isStopping()) {
    const isOwn = (await tenancy.placement(guildId)).kind === 'own';
    const waitMs = isOwn ? budget.waitMs(guildId) : 0;
    if (waitMs > 0) return waitMs;
    const startedAt = Date.now();
    // Of each batch's own: a worker may come upon rows that one of its own drains, stalled, still has.
    const owner = randomUUID();
    const rows = await tenancy.write(guildId, (db) =>
      leaseDue(db, { owner, leaseMs, limit: BATCH }),
    );
    if (rows.length === 0) return 0;
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
  return 0;
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
  const { tenancy, log } = context;
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
  if (context.isStopping() || Date.now() > lease.beginsUntil) {
    await settle((db) => postpone(db, { id: row.id, dueAt: db.now, error: 'not_begun', isUnsent }));
    return;
  }
  try {
    const outcome = await attempt(
      context,
      guildId,
      row,
      callsUntil(context.rest, lease.callsUntil),
    );
    await settle(async (db) => {
      if (!outcome.done) {
        const dueAt = db.now + outcome.waitMs;
        await postpone(db, { id: row.id, dueAt, error: outcome.code, isUnsent });
        return;
      }
      await outcome.record?.(db);
      await removeDelivery(db, row.id);
    });
  } catch (error) {
    const failure = classify(error);
    if (failure.code === 'unauthorized') context.renewToken();
    const hasFailed = failure.kind === 'unknown';
    const tries = row.attempts + 1;
    // Only what may be wrong with the delivery itself is given up; waiting is no fault of its own.
    const dead = failure.kind === 'refused' || (hasFailed && tries >= MAX_ATTEMPTS);
    log.warn({ ...facts, code: failure.code, tries, dead }, 'delivery.failed');
    const backoff = Math.min(MAX_BACKOFF_MS, 500 * 2 ** Math.min(tries, 12));
    const waitMs =
      failure.kind === 'later' ? failure.afterMs : backoff * (0.75 + Math.random() / 2);
    const ended = { id: row.id, error: failure.code, isUnsent: isUnsent && !hasFailed };
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
  { tenancy, botId, leaseMs }: DrainContext,
  guildId: string,
  row: LeasedDelivery,
  rest: Calls,
): Promise<Outcome> {
  const { number } = row;
  const deliver = Object.hasOwn(deliverers, row.kind) ? deliverers[row.kind] : undefined;
  // A row that this code does not know, or that names no record, was not written by us.
  if (!deliver || !Number.isSafeInteger(number) || number === null) return { done: true };
  const loaded = await tenancy.read(guildId, (db) => loadSubmission(db, number));
  if (!loaded) return { done: true };
  return deliver({
    row: { ...row, number },
    guildId,
    botId,
    rest,
    tenancy,
    loaded,
    mayHaveHappened: row.firstSentAt !== null,
    leaseMs,
  });
}
