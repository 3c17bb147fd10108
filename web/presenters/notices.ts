import type { ParkedSummary, StorageFacts } from '../../domain/contract.ts';
import type { StorageView } from '../../domain/storage/types.ts';
import { type Code, presentCode } from './code.ts';

/** A demo that waits until the database is back. */
export interface Parked {
  artist: string;
  title: string;
  at: number;
}

/** News about a label's storage that stand above every page. */
export type Notice =
  | { kind: 'away'; since: number; code: Code; count: number; parked: Parked[] }
  | { kind: 'away_staff'; parked: Parked[] }
  | { kind: 'rotation' }
  | { kind: 'moving'; place: string | null }
  | { kind: 'moving_staff' }
  | { kind: 'leave'; by: number };

/** An own database that does not answer: only then demos are parked for long. */
export const isAway = (facts: StorageFacts | null): boolean =>
  facts?.kind === 'own' && !facts.healthy;

/** Admins learn what is the case and why; staff, what it means for them. */
export function presentNotices(
  facts: StorageFacts | null,
  view: StorageView | null,
  waiting: readonly ParkedSummary[],
): Notice[] {
  const parked = waiting.map(({ artistName, trackTitle, parkedAt }) => ({
    artist: artistName,
    title: trackTitle,
    at: parkedAt,
  }));
  if (!view) {
    if (facts?.state === 'moving') return [{ kind: 'moving_staff' }];
    return isAway(facts) ? [{ kind: 'away_staff', parked }] : [];
  }
  const { own, move, leaveBy } = view;
  const notices: Notice[] = [];
  if (own?.outage)
    notices.push({
      kind: 'away',
      since: own.outage.since,
      code: presentCode(own.outage.code),
      count: view.parked,
      parked,
    });
  else if (own?.rotationAskedAt) notices.push({ kind: 'rotation' });
  // Once it has arrived nobody has to know any more.
  if (move?.state === 'running' && move.canAbort)
    notices.push({ kind: 'moving', place: move.to.kind === 'managed' ? move.to.regionName : null });
  if (leaveBy !== null) notices.push({ kind: 'leave', by: leaveBy });
  return notices;
}
