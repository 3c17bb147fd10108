import { randomUUID } from 'node:crypto';
import { type LeasedDelivery, leaseDueDeliveries } from '../tenancy/index.ts';
import { deliverRow, type Lease } from './deliver-row.ts';
import type { DrainContext } from './drain-context.ts';
import { leaveUnknownKinds } from './leave-unknown-kinds.ts';

const BATCH_SIZE = 12;
/** Batches per turn; then it is the next guild's turn. */
const BATCHES_PER_TURN = 2;
/**
 * Shares of the lease: deliveries start before the first, calls end at the second, the rest is for
 * recording.
 */
const START_LEASE_SHARE = 0.5;
const CALL_LEASE_SHARE = 0.75;

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
