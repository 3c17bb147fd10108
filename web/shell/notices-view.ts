import type { DeferredSubmissionSummary } from '../../domain/contract.ts';
import type { FileUsage } from '../../domain/files/usage.ts';
import type { StorageSummary, StorageView } from '../../domain/storage/types.ts';
import {
  type ConnectionErrorCode,
  presentConnectionErrorCode,
} from '../errors/connection-error-code.ts';

/** A deferred demo, held until the database is back. */
export interface DeferredDemo {
  artist: string;
  title: string;
  at: number;
}

/** Notices about a label's storage, shown above every page. */
export type Notice =
  | {
      kind: 'away';
      since: number;
      code: ConnectionErrorCode;
      count: number;
      parked: DeferredDemo[];
    }
  | { kind: 'away_staff'; parked: DeferredDemo[] }
  | { kind: 'rotation' }
  | { kind: 'moving'; place: string | null }
  | { kind: 'moving_staff' }
  | { kind: 'leave'; by: number }
  | { kind: 'files'; level: Exclude<FileUsage['level'], 'ok'> };

/** The customer's database is down: only then submissions are deferred for long. */
export const isCustomerDatabaseDown = (facts: StorageSummary | null): boolean =>
  facts?.kind === 'own' && !facts.isHealthy;

export function presentNotices(
  facts: StorageSummary | null,
  view: StorageView | null,
  deferredSubmissions: readonly DeferredSubmissionSummary[],
  files: FileUsage | null,
): Notice[] {
  const notices = presentDatabaseNotices(facts, view, deferredSubmissions);
  if (files && files.level !== 'ok') notices.push({ kind: 'files', level: files.level });
  return notices;
}

/** Admins see the cause where it is known; staff see the impact. */
function presentDatabaseNotices(
  facts: StorageSummary | null,
  view: StorageView | null,
  deferredSubmissions: readonly DeferredSubmissionSummary[],
): Notice[] {
  const parked = deferredSubmissions.map(({ artistName, trackTitle, deferredAt }) => ({
    artist: artistName,
    title: trackTitle,
    at: deferredAt,
  }));
  if (!view) {
    if (facts?.state === 'moving') return [{ kind: 'moving_staff' }];
    return isCustomerDatabaseDown(facts) ? [{ kind: 'away_staff', parked }] : [];
  }
  const { customerDatabase, move, graceEndsAt, isHealthy } = view;
  const notices: Notice[] = [];
  if (customerDatabase?.outage)
    notices.push({
      kind: 'away',
      since: customerDatabase.outage.since,
      code: presentConnectionErrorCode(customerDatabase.outage.code),
      count: view.deferredCount,
      parked,
    });
  // It has just stopped answering: the outage is not recorded yet.
  else if (customerDatabase && !isHealthy) notices.push({ kind: 'away_staff', parked });
  else if (customerDatabase?.rotationRequestedAt) notices.push({ kind: 'rotation' });
  // After the switch the move needs no notice.
  if (move?.state === 'running' && move.canAbort)
    notices.push({ kind: 'moving', place: move.to.kind === 'managed' ? move.to.regionName : null });
  if (graceEndsAt !== null) notices.push({ kind: 'leave', by: graceEndsAt });
  return notices;
}
