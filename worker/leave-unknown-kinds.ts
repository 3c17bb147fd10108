import { recordRefusedDelivery } from '../domain/index.ts';
import {
  deadLetterDelivery,
  type GuildWriter,
  listDueUnknownDeliveries,
  removeDelivery,
  type Tenancy,
} from '../tenancy/index.ts';
import type { Log } from './log.ts';
import type { WorkerObserver } from './observer.ts';

const BATCH_SIZE = 100;
/** How long rows of unknown kinds wait for a newer version. */
const MAX_AGE_MS = 86_400_000;
/** Clocks differ; a row dated further in the future was not written by us. */
const CLOCK_SKEW_MS = 3_600_000;

/** A job that only workers take which know this kind of delivery. */
export const taskNameForKind = (kind: string): string => `outbox.${kind}`;

/**
 * Due rows of kinds that this version does not know were written by a newer one: they are left
 * alone and its workers woken. What none took within a day becomes a dead letter; in a customer
 * database, whose owner can write any row, it is removed and audited.
 * @returns how many were given up; while there are any, more may follow
 */
export async function leaveUnknownKinds(
  context: { tenancy: Tenancy; log: Log; observer: WorkerObserver },
  guildId: string,
  { kinds, isCustomerDatabase }: { kinds: readonly string[]; isCustomerDatabase: boolean },
): Promise<number> {
  const { tenancy, log, observer } = context;
  const { leftRows, discardedCount } = await tenancy.write(guildId, async (db) => {
    const rows = await listDueUnknownDeliveries(db, { kinds, limit: BATCH_SIZE });
    // From when it could be taken: some are written weeks before they are due.
    const isExpired = ({ createdAt, dueAt }: { createdAt: number; dueAt: number }) =>
      !(db.now - createdAt > -CLOCK_SKEW_MS && db.now - Math.max(createdAt, dueAt) < MAX_AGE_MS);
    const expiredRows = rows.filter(isExpired);
    for (const row of expiredRows) await discard(db, row, isCustomerDatabase);
    return { leftRows: rows.filter((row) => !isExpired(row)), discardedCount: expiredRows.length };
  });
  for (const [kind, rows] of Map.groupBy(leftRows, (row) => row.kind)) {
    const logFields = { guildId, kind, count: rows.length, code: 'unknown_kind' };
    log.warn(logFields, 'delivery.unknown_kind');
    observer.onDelivery('unknown_kind', 0);
    // graphile-worker keeps task names for ever: none is made of what a customer database says.
    if (!isCustomerDatabase) await tenancy.wakeDeliveries([guildId], taskNameForKind(kind));
  }
  return discardedCount;
}

async function discard(
  db: GuildWriter,
  { id, kind }: { id: string; kind: string },
  isCustomerDatabase: boolean,
): Promise<void> {
  if (!isCustomerDatabase)
    return deadLetterDelivery(db, { id, error: 'unknown_kind', isUnsent: true });
  await removeDelivery(db, id);
  await recordRefusedDelivery(db, kind);
}
