import type { GuildReader, Row } from '../../tenancy/types.ts';
import { parseAttachments } from '../messages/attachments.ts';
import { id, status, text, textOrNull, time } from './rows.ts';
import type { TimelineBase, TimelineEntry } from './types.ts';

/** A submission's history shows at most so many of each: a page stays a page. */
const MAX = 500;

/** What happened and what was said, oldest first. Ids are UUIDv7: their order is that of time. */
export async function timelineOf(db: GuildReader, number: number): Promise<TimelineEntry[]> {
  const newest = (table: string) =>
    db.table(table).where('number', number).orderBy('id', 'desc').limit(MAX).select();
  const [events, messages] = await Promise.all([
    newest('submission_events'),
    newest('artist_messages'),
  ]);
  return [...events.map(parseEvent), ...messages.map(parseMessage)]
    .filter((entry) => entry !== null)
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

export function parseEvent(row: Row): TimelineEntry | null {
  const base: TimelineBase = {
    id: text(row.id, 36),
    at: time(row.at),
    actorId: id(row.actor_id),
    actorName: text(row.actor_name, 128),
    source: source(row.source),
  };
  const change = { from: status(row.from_status), to: status(row.to_status) };
  if (row.kind === 'submitted' || row.kind === 'withdrawn') return { ...base, kind: row.kind };
  if (row.kind === 'status')
    return { ...base, kind: 'status', ...change, reason: textOrNull(row.reason) };
  if (row.kind === 'undone') return { ...base, kind: 'undone', ...change };
  return null;
}

export function parseMessage(row: Row): TimelineEntry & { kind: 'message' } {
  return {
    id: text(row.id, 36),
    kind: 'message',
    at: time(row.at),
    actorId: id(row.author_id),
    actorName: text(row.author_name, 128),
    source: source(row.source),
    messageId: text(row.id, 36),
    direction: row.direction === 'from_artist' ? 'from_artist' : 'to_artist',
    body: text(row.body),
    attachments: parseAttachments(row.attachments),
    delivery: row.delivery === 'delivered' || row.delivery === 'failed' ? row.delivery : 'pending',
    problem: textOrNull(row.problem, 24),
  };
}

const source = (value: unknown): TimelineBase['source'] =>
  value === 'discord' || value === 'dashboard' ? value : 'system';
