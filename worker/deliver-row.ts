import { setTimeout as wait } from 'node:timers/promises';
import {
  deadLetterDelivery,
  type GuildWriter,
  holdsLease,
  type LeasedDelivery,
  postponeDelivery,
  removeDelivery,
} from '../tenancy/index.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import { createCalls } from './discord-calls.ts';
import type { DrainContext } from './drain-context.ts';
import { classifyFailure } from './failure.ts';
import { toSubmissionNumber } from './subject-number.ts';

const MAX_ATTEMPTS = 12;
const MAX_BACKOFF_MS = 300_000;
/**
 * What Discord accepted must be recorded: the write is retried while the database is unavailable.
 */
const RECORD_RETRY_DELAYS_MS = [250, 1_000, 3_000];
/** For all retries: a database that fails slowly must not keep the worker from other guilds. */
const RECORD_TIMEOUT_MS = 5_000;
/** Discord bans an IP address for 10,000 refused calls in ten minutes. */
const UNAUTHORIZED_PAUSE_MS = 60_000;

/** The lease of a batch of rows; times in epoch ms. */
export interface Lease {
  owner: string;
  startsBefore: number;
  callsEndAt: number;
}

/** Attempts one leased delivery, and records how the attempt ended. */
export async function deliverRow(
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
