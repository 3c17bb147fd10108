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

const LIMIT = 12;
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
 */
export async function leaveToNewer(
  context: { tenancy: Tenancy; log: Log; observer: WorkerObserver },
  guildId: string,
  { kinds, isOwn }: { kinds: readonly string[]; isOwn: boolean },
): Promise<void> {
  const { tenancy, log, observer } = context;
  const left = await tenancy.write(guildId, async (db) => {
    const rows = await dueOfOtherKinds(db, { kinds, limit: LIMIT });
    const isOver = ({ createdAt }: { createdAt: number }) =>
      !(db.now - createdAt > -CLOCK_SLACK_MS && db.now - createdAt < MAX_AGE_MS);
    for (const row of rows.filter(isOver)) await giveUp(db, row, isOwn);
    return rows.filter((row) => !isOver(row));
  });
  for (const { id, kind } of left) {
    log.warn({ guildId, outboxId: id, kind, code: 'unknown_kind' }, 'delivery.unknown_kind');
    observer.delivery('unknown_kind', 0);
  }
  // The name of a job is kept for ever: none is made of what an own database says.
  if (isOwn) return;
  for (const kind of new Set(left.map((row) => row.kind)))
    await tenancy.wakeDeliveries([guildId], taskOfKind(kind));
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
