import type { Knex } from 'knex';
import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { assigned, unassigned } from '../assignments/events.ts';
import { parseEventData } from '../events/define-event.ts';
import { fileAdded, fileRemoved } from '../files/events.ts';
import { parseAttachments } from '../messages/attachments.ts';
import { noteAdded, noteRemoved } from '../notes/events.ts';
import { rated, ratingRemoved } from '../ratings/events.ts';
import { tagAdded, tagRemoved } from '../tags/events.ts';
import {
  corrected,
  decisionUndone,
  priorityChanged,
  statusChanged,
  submitted,
  withdrawn,
} from './events.ts';
import { parseId, parseStatus, parseText, parseTextOrNull, parseTime } from './row-parsers.ts';
import type { TimelineBase, TimelineEntry } from './types.ts';

const TIMELINE_KINDS = [
  ...[submitted, statusChanged, decisionUndone, withdrawn, corrected],
  ...[tagAdded, tagRemoved],
  fileAdded,
  fileRemoved,
  ...[noteAdded, noteRemoved],
  ...[assigned, unassigned],
  ...[rated, ratingRemoved, priorityChanged],
].map(({ kind }) => kind);
/** The newest entries of each table that a page shows. */
const MAX_ENTRIES = 500;

/** What happened and what was said, oldest first. Ids are UUIDv7: their order is that of time. */
export async function readTimeline(db: GuildReader, number: number): Promise<TimelineEntry[]> {
  const newest = (query: Knex.QueryBuilder): Knex.QueryBuilder =>
    query.orderBy('id', 'desc').limit(MAX_ENTRIES).select();
  const [events, legacyEvents, messages] = await Promise.all([
    newest(db.table('events').where(eventsOf(number)).whereIn('kind', TIMELINE_KINDS)),
    newest(db.table('submission_events').where('number', number)),
    newest(db.table('artist_messages').where('number', number)),
  ]);
  const known = new Set(events.map(({ id }: DatabaseRow) => id));
  const older = legacyEvents.filter(({ id }: DatabaseRow) => !known.has(id));
  return [...events.map(parseEvent), ...older.map(parseLegacyEvent), ...messages.map(parseMessage)]
    .filter((entry) => entry !== null)
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

type StatusEntry = TimelineEntry & { kind: 'status' };

/**
 * The decisions that submissions' rows refer to, by event id.
 * @param rows with `number` and `decision_event_id`
 */
export async function readStatusEvents(
  db: GuildReader,
  rows: readonly DatabaseRow[],
): Promise<Map<string, StatusEntry>> {
  if (rows.length === 0) return new Map();
  const ids = rows.map((row) => row.decision_event_id);
  const numbers = rows.map(({ number }) => number);
  const [events, legacyEvents] = await Promise.all([
    db
      .table('events')
      .where('subject_type', submitted.subjectType)
      .whereIn('subject_id', numbers.map(String))
      .whereIn('id', ids)
      .limit(ids.length)
      .select(),
    db
      .table('submission_events')
      .whereIn('number', numbers)
      .whereIn('id', ids)
      .limit(ids.length)
      .select(),
  ]);
  return new Map(
    [...legacyEvents.map(parseLegacyEvent), ...events.map(parseEvent)]
      .filter((entry) => entry?.kind === 'status')
      .map((entry) => [entry.id, entry]),
  );
}

/** The event that a submission's row refers to as its decision; null when there is none. */
export async function readDecisionEvent(
  db: GuildReader,
  row: DatabaseRow,
): Promise<StatusEntry | null> {
  const id = row.decision_event_id;
  if (!id) return null;
  return (await readStatusEvents(db, [row])).get(id) ?? null;
}

const eventsOf = (number: number | string) => ({
  subject_type: submitted.subjectType,
  subject_id: String(number),
});

const parseBase = (row: DatabaseRow): TimelineBase => ({
  id: parseText(row.id, 36),
  at: parseTime(row.at),
  actorId: parseId(row.actor_id),
  actorName: parseText(row.actor_name, 128),
  source: parseSource(row.source),
});

function parseEvent(row: DatabaseRow): TimelineEntry | null {
  const base = parseBase(row);
  switch (row.kind) {
    case submitted.kind:
      return { ...base, kind: 'submitted' };
    case statusChanged.kind:
      return { ...base, kind: 'status', ...parseEventData(statusChanged, row.data) };
    case decisionUndone.kind:
      return { ...base, kind: 'undone', ...parseEventData(decisionUndone, row.data) };
    case withdrawn.kind:
      return { ...base, kind: 'withdrawn' };
    case corrected.kind:
      return { ...base, kind: 'corrected', ...parseEventData(corrected, row.data) };
    case tagAdded.kind:
      return { ...base, kind: 'tag_added', ...parseEventData(tagAdded, row.data) };
    case tagRemoved.kind:
      return { ...base, kind: 'tag_removed', ...parseEventData(tagRemoved, row.data) };
    case fileAdded.kind:
      return { ...base, kind: 'file_added', ...parseEventData(fileAdded, row.data) };
    case fileRemoved.kind:
      return { ...base, kind: 'file_removed', ...parseEventData(fileRemoved, row.data) };
    case noteAdded.kind:
      return { ...base, kind: 'note_added', ...parseNote(noteAdded, row) };
    case noteRemoved.kind:
      return { ...base, kind: 'note_removed', ...parseNote(noteRemoved, row) };
    case assigned.kind:
      return { ...base, kind: 'assigned', name: parseAssignee(assigned, row, base) };
    case unassigned.kind:
      return { ...base, kind: 'unassigned', name: parseAssignee(unassigned, row, base) };
    case rated.kind:
      return { ...base, kind: 'rated', ...parseEventData(rated, row.data) };
    case ratingRemoved.kind:
      return { ...base, kind: 'rating_removed' };
    case priorityChanged.kind:
      return { ...base, kind: 'priority', ...parseEventData(priorityChanged, row.data) };
    default:
      return null;
  }
}

/** Whom an assignment was about; null: whoever made it. */
function parseAssignee(
  kind: typeof assigned | typeof unassigned,
  row: DatabaseRow,
  { actorId }: TimelineBase,
): string | null {
  const { assigneeId, assigneeName } = parseEventData(kind, row.data);
  return assigneeId === actorId ? null : assigneeName;
}

/** What a note was about. */
function parseNote(kind: typeof noteAdded | typeof noteRemoved, row: DatabaseRow) {
  const { fileName, positionMs } = parseEventData(kind, row.data);
  return { fileName, positionMs };
}

/**
 * A row of `submission_events` without one in `events`: it is older than that table, or a process
 * of the version before wrote it during a deploy.
 */
function parseLegacyEvent(row: DatabaseRow): TimelineEntry | null {
  const base = parseBase(row);
  const change = { from: parseStatus(row.from_status), to: parseStatus(row.to_status) };
  if (row.kind === 'submitted' || row.kind === 'withdrawn') return { ...base, kind: row.kind };
  if (row.kind === 'status')
    return { ...base, kind: 'status', ...change, reason: parseTextOrNull(row.reason) };
  if (row.kind === 'undone') return { ...base, kind: 'undone', ...change };
  return null;
}

export function parseMessage(row: DatabaseRow): TimelineEntry & { kind: 'message' } {
  return {
    id: parseText(row.id, 36),
    kind: 'message',
    at: parseTime(row.at),
    actorId: parseId(row.author_id),
    actorName: parseText(row.author_name, 128),
    source: parseSource(row.source),
    messageId: parseText(row.id, 36),
    direction: row.direction === 'from_artist' ? 'from_artist' : 'to_artist',
    body: parseText(row.body),
    attachments: parseAttachments(row.attachments),
    delivery: row.delivery === 'delivered' || row.delivery === 'failed' ? row.delivery : 'pending',
    problem: parseTextOrNull(row.problem, 24),
  };
}

const parseSource = (value: unknown): TimelineBase['source'] =>
  value === 'discord' || value === 'dashboard' ? value : 'system';
