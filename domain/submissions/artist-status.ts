import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { toStoredKind } from '../effects/define-effect.ts';
import { decisionDm } from '../review/effects.ts';
import { parseInteger, parseStatus } from './row-parsers.ts';
import { type Decision, isDecision, type Status } from './status.ts';
import { readStatusEvents } from './timeline.ts';

/** What an artist sees of a demo's status. Shortlist and priority are internal. */
export const ARTIST_STATUSES = [
  'received',
  'in_review',
  'approved',
  'passed',
  'signed',
  'withdrawn',
] as const;
export type ArtistStatus = (typeof ARTIST_STATUSES)[number];

export const isArtistStatus = (value: unknown): value is ArtistStatus =>
  ARTIST_STATUSES.includes(value as ArtistStatus);

/** Whether the artist can still withdraw the demo. */
export const canWithdraw = (status: ArtistStatus): boolean =>
  status === 'received' || status === 'in_review';

/** The columns of a submission that {@link readArtistStatuses} needs. */
export const ARTIST_STATUS_COLUMNS = ['number', 'status', 'decision_event_id'] as const;

interface StandingDecision {
  /** The status before it. */
  from: Status;
  decision: Decision;
  /** False while it can still be undone: then the artist learns nothing of it. */
  isAnnounced: boolean;
}

/**
 * What the artist sees of each submission, by number.
 * @param rows with {@link ARTIST_STATUS_COLUMNS}
 * @param now epoch ms
 */
export async function readArtistStatuses(
  db: GuildReader,
  rows: readonly DatabaseRow[],
  now: number,
): Promise<Map<number, ArtistStatus>> {
  const decided = rows.filter((row) => row.decision_event_id !== null);
  const [events, unannounced] = await Promise.all([
    readStatusEvents(db, decided),
    readUnannounced(db, decided, now),
  ]);
  return new Map(
    rows.map((row) => {
      const event = events.get(row.decision_event_id);
      const standing: StandingDecision | null =
        event && isDecision(event.to)
          ? {
              from: event.from,
              decision: event.to,
              isAnnounced: !unannounced.has(row.decision_event_id),
            }
          : null;
      return [parseInteger(row.number), toArtistStatus(parseStatus(row.status), standing)];
    }),
  );
}

/** Ids of the decisions whose message to the artist can still be stopped. */
async function readUnannounced(
  db: GuildReader,
  decided: readonly DatabaseRow[],
  now: number,
): Promise<Set<string>> {
  if (decided.length === 0) return new Set();
  const ids = await db
    .table('outbox')
    .whereIn(
      'number',
      decided.map(({ number }) => number),
    )
    .where({ kind: toStoredKind(decisionDm), state: 'waiting' })
    .whereNull('first_sent_at')
    .where('due_at', '>', now)
    .pluck('ref_id');
  return new Set(ids.filter((id) => id !== null));
}

function toArtistStatus(status: Status, standing: StandingDecision | null): ArtistStatus {
  switch (status) {
    case 'in_queue':
      return 'received';
    case 'needs_review':
    case 'shortlisted':
      return 'in_review';
    case 'signed':
    case 'withdrawn':
      return status;
    // What a label does with a decided demo (contacted, processed) leaves the decision in view.
    case 'processed':
    case 'contacted':
      return standing ? toAnnounced(standing) : 'in_review';
    default:
      return toAnnounced(standing ?? { from: status, decision: status, isAnnounced: true });
  }
}

function toAnnounced({ from, decision, isAnnounced }: StandingDecision): ArtistStatus {
  if (isAnnounced) return decision === 'approved' ? 'approved' : 'passed';
  return from === 'in_queue' ? 'received' : 'in_review';
}
