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
import { deliverers } from './deliver/index.ts';
import type { Outcome } from './deliver/types.ts';
import type { Log } from './log.ts';
import { classify } from './rest.ts';

export interface DrainContext {
  tenancy: Tenancy;
  deps: Deps;
  rest: REST;
  /** discord.js forgets the token at a 401; this gives it back. */
  renewToken(): void;
  botId: string;
  /** Names this worker in leases. */
  owner: string;
  leaseMs: number;
  log: Log;
  /** True once the worker is to end: nothing new is begun. */
  isStopping(): boolean;
}

const BATCH = 12;
/** A delivery is begun only with so much of its lease left; it may last as long as a REST time-out. */
const LEASE_RESERVE = 0.5;
const MAX_ATTEMPTS = 12;
const MAX_BACKOFF_MS = 300_000;

/** Delivers what a guild has due, until nothing is left. */
export async function drainGuild(context: DrainContext, guildId: string): Promise<void> {
  const { tenancy, owner, leaseMs } = context;
  while (!context.isStopping()) {
    const startedAt = Date.now();
    const rows = await tenancy.write(guildId, (db) =>
      leaseDue(db, { owner, leaseMs, limit: BATCH }),
    );
    if (rows.length === 0) return;
    const deadline = startedAt + leaseMs * LEASE_RESERVE;
    // Of one submission, one after the other: the thread before the card that links it.
    await Promise.all(
      bySubmission(rows).map(async (group) => {
        for (const row of group) await deliverRow(context, guildId, row, deadline);
      }),
    );
  }
}

function bySubmission(rows: readonly LeasedDelivery[]): LeasedDelivery[][] {
  const groups = Map.groupBy(rows, ({ id, number }) => String(number ?? id));
  return [...groups.values()];
}

async function deliverRow(
  context: DrainContext,
  guildId: string,
  row: LeasedDelivery,
  deadline: number,
): Promise<void> {
  const { tenancy, log } = context;
  const facts = { guildId, outboxId: row.id, kind: row.kind, number: row.number };
  /** Ends the try in one transaction, if the row is still ours. */
  const settle = (work: (db: GuildWriter) => Promise<void>) =>
    tenancy.write(guildId, async (db) => {
      if (await holdsLease(db, { id: row.id, owner: context.owner })) await work(db);
      else log.warn({ ...facts, code: 'lease_lost' }, 'delivery.taken_over');
    });
  if (context.isStopping() || Date.now() > deadline) {
    await settle((db) => postpone(db, { id: row.id, dueAt: db.now, error: 'not_begun' }));
    return;
  }
  try {
    const outcome = await attempt(context, guildId, row);
    await settle(async (db) => {
      if (!outcome.done) {
        await postpone(db, { id: row.id, dueAt: db.now + outcome.waitMs, error: outcome.code });
        return;
      }
      await outcome.record?.(db);
      await removeDelivery(db, row.id);
    });
  } catch (error) {
    const failure = classify(error);
    if (failure.code === 'unauthorized') context.renewToken();
    const tries = row.attempts + 1;
    // Only what may be wrong with the delivery itself is given up; waiting is no fault of its own.
    const dead =
      failure.kind === 'refused' || (failure.kind === 'unknown' && tries >= MAX_ATTEMPTS);
    log.warn({ ...facts, code: failure.code, tries, dead }, 'delivery.failed');
    const backoff = Math.min(MAX_BACKOFF_MS, 500 * 2 ** Math.min(tries, 12));
    const waitMs =
      failure.kind === 'later' ? failure.afterMs : backoff * (0.75 + Math.random() / 2);
    await settle((db) =>
      dead
        ? bury(db, { id: row.id, error: failure.code })
        : postpone(db, {
            id: row.id,
            dueAt: db.now + Math.round(waitMs),
            error: failure.code,
            hasFailed: failure.kind === 'unknown',
          }),
    );
  }
}

async function attempt(
  { tenancy, rest, botId }: DrainContext,
  guildId: string,
  row: LeasedDelivery,
): Promise<Outcome> {
  const { number } = row;
  const deliver = deliverers[row.kind];
  // A row that this code does not know, or that names no record, was not written by us.
  if (!deliver || number === null) return { done: true };
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
  });
}
