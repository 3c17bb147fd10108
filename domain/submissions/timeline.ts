import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { parseAttachments } from '../messages/attachments.ts';
import { parseId, parseStatus, parseText, parseTextOrNull, parseTime } from './row-parsers.ts';
import type { TimelineBase, TimelineEntry } from './types.ts';

/** A submission's history shows at most so many of each: a page stays a page. */
const MAX_ENTRIES = 500;

/** What happened and what was said, oldest first. Ids are UUIDv7: their order is that of time. */
export async function readTimeline(db: GuildReader, number: number): Promise<TimelineEntry[]> {
  const readNewest = (table: string) =>
    db.table(table).where('number', number).orderBy('id', 'desc').limit(MAX_ENTRIES).select();
  const [events, messages] = await Promise.all([
    readNewest('submission_events'),
    readNewest('artist_messages'),
  ]);
  return [...events.map(parseEvent), ...messages.map(parseMessage)]
    .filter((entry) => entry !== null)
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

export function parseEvent(row: DatabaseRow): TimelineEntry | null {
  const base: TimelineBase = {
    id: parseText(row.id, 36),
    at: parseTime(row.at),
    actorId: parseId(row.actor_id),
    actorName: parseText(row.actor_name, 128),
    source: parseSource(row.source),
  };
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
