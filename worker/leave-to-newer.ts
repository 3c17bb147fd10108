import { auditSystem } from '../domain/index.ts';
import {
  bury,
  dueOfOtherKinds,
  type GuildWriter,
  removeDelivery,
  type Tenancy,
} from '../tenancy/index.ts';
import type { Log } from './log.ts';
import type { WorkerObserver } from './observer.ts';

const LIMIT = 100;
/** So long a newer version has to take what this one does not know. */
const MAX_AGE_MS = 86_400_000;
/** Clocks differ; a row that claims to be from later than this is none of ours. */
const CLOCK_SLACK_MS = 3_600_000;

/** The job that only workers take that know this kind of delivery. */
export const taskOfKind = (kind: string): string => `outbox.${kind}`;

/**
 * Due rows of kinds that this version does not know were written by a newer one: they are left alone
 * and its workers woken. What none took within a day is a dead letter; in an own database, whose owner
 * can write any row, it is removed and audited.
 * @returns how many were given up; while there are any, more may follow
 */
export async function leaveToNewer(
  context: { tenancy: Tenancy; log: Log; observer: WorkerObserver },
  guildId: string,
  { kinds, isOwn }: { kinds: readonly string[]; isOwn: boolean },
): Promise<number> {
  const { tenancy, log, observer } = context;
  const { left, over } = await tenancy.write(guildId, async (db) => {
    const rows = await dueOfOtherKinds(db, { kinds, limit: LIMIT });
    const isOver = ({ createdAt }: { createdAt: number }) =>
      !(db.now - createdAt > -CLOCK_SLACK_MS && db.now - createdAt < MAX_AGE_MS);
    const over = rows.filter(isOver);
    for (const row of over) await giveUp(db, row, isOwn);
    return { left: rows.filter((row) => !isOver(row)), over: over.length };
  });
  for (const [kind, rows] of Map.groupBy(left, (row) => row.kind)) {
    const facts = { guildId, kind, count: rows.length, code: 'unknown_kind' };
    log.warn(facts, 'delivery.unknown_kind');
    observer.delivery('unknown_kind', 0);
    // The name of a job is kept for ever: none is made of what an own database says.
    if (!isOwn) await tenancy.wakeDeliveries([guildId], taskOfKind(kind));
  }
  return over;
}

async function giveUp(
  db: GuildWriter,
  { id, kind }: { id: string; kind: string },
  isOwn: boolean,
): Promise<void> {
  if (!isOwn) return bury(db, { id, error: 'unknown_kind', isUnsent: true });
  await removeDelivery(db, id);
  await auditSystem(db, 'delivery.refused', kind);
}
