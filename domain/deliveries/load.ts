import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { readSettings } from '../settings/settings-document.ts';
import type { GuildSettings } from '../settings/types.ts';
import { submissionSubject } from '../subjects/submission-subject.ts';
import {
  parseAnswers,
  parseId,
  parseIdOrNull,
  parseIntegerOrNull,
  parseSummary,
  parseText,
  parseTextOrNull,
} from '../submissions/row-parsers.ts';
import { isDecision } from '../submissions/status.ts';
import { parseMessage, readDecisionEvent } from '../submissions/timeline.ts';
import { readSubjectTags } from '../tags/read-tags.ts';
import type { CardView, DecisionView, MessageView } from './views.ts';

/** What a delivery needs to know of a submission: its view, and where its messages are. */
export interface LoadedSubmission {
  settings: GuildSettings;
  view: CardView;
  card: { channelId: string; messageId: string; botId: string } | null;
  threadId: string | null;
  artistDmChannelId: string | null;
  decisionEventId: string | null;
  /** Kinds of its deliveries that are still under way: what depends on one of them must wait. */
  pendingKinds: ReadonlySet<string>;
}

/** @returns null when the submission is gone */
export async function loadSubmission(
  db: GuildReader,
  number: number,
): Promise<LoadedSubmission | null> {
  // Before the record: a delivery that ends in between is then seen in the record. The other way
  // round it would be in neither, and what depends on it would be given up.
  const [settings, pendingKinds] = await Promise.all([
    readSettings(db),
    readPendingKinds(db, number),
  ]);
  const [row, tags] = await Promise.all([
    db.table('submissions').where('number', number).first(),
    readSubjectTags(db, submissionSubject(number)),
  ]);
  if (!row) return null;
  const channelId = parseIdOrNull(row.card_channel_id);
  const messageId = parseIdOrNull(row.card_message_id);
  const botId = parseIdOrNull(row.card_bot_id);
  return {
    settings,
    view: toCardView(db, settings, row, { decision: await readDecision(db, row), tags }),
    card: channelId && messageId && botId ? { channelId, messageId, botId } : null,
    threadId: parseIdOrNull(row.thread_id),
    artistDmChannelId: parseIdOrNull(row.artist_dm_channel_id),
    decisionEventId: parseTextOrNull(row.decision_event_id, 36),
    pendingKinds,
  };
}

/** @returns null when the decision no longer stands */
export function toDecisionView(loaded: LoadedSubmission, eventId: string): DecisionView | null {
  const { view } = loaded;
  if (loaded.decisionEventId !== eventId || !view.decision) return null;
  return {
    guildId: view.guildId,
    number: view.number,
    labelName: view.labelName,
    artistId: view.artistId,
    artistName: view.artistName,
    trackTitle: view.trackTitle,
    status: view.decision.status,
    reason: view.decision.reason,
  };
}

/** @returns null when the message is gone */
export async function loadMessage(
  db: GuildReader,
  loaded: LoadedSubmission,
  messageId: string,
): Promise<MessageView | null> {
  const { view } = loaded;
  const row = await db
    .table('artist_messages')
    .where({ number: view.number, id: messageId })
    .first();
  if (!row) return null;
  const message = parseMessage(row);
  return {
    guildId: view.guildId,
    number: view.number,
    labelName: view.labelName,
    artistId: view.artistId,
    trackTitle: view.trackTitle,
    direction: message.direction,
    authorId: message.actorId,
    authorName: message.actorName,
    source: message.source,
    body: message.body,
    attachments: message.attachments,
    problem: message.problem,
  };
}

async function readDecision(db: GuildReader, row: DatabaseRow): Promise<CardView['decision']> {
  const entry = await readDecisionEvent(db, row);
  return entry && isDecision(entry.to)
    ? { status: entry.to, byId: entry.actorId, at: entry.at, reason: entry.reason }
    : null;
}

function toCardView(
  db: GuildReader,
  settings: GuildSettings,
  row: DatabaseRow,
  { decision, tags }: Pick<CardView, 'decision' | 'tags'>,
): CardView {
  const summary = parseSummary(row);
  return {
    guildId: db.guildId,
    number: summary.number,
    labelName: settings.labelName,
    artistId: parseId(row.artist_id),
    artistHandle: parseText(row.artist_handle, 128),
    artistName: summary.artistName,
    trackTitle: summary.trackTitle,
    trackUrl: summary.trackUrl,
    platform: summary.platform,
    genre: summary.genre,
    message: parseTextOrNull(row.message),
    answers: parseAnswers(row.answers),
    status: summary.status,
    duplicateOf: parseIntegerOrNull(row.duplicate_of),
    tags,
    createdAt: summary.createdAt,
    decision,
    artistUnreachable:
      row.artist_unreachable === 'dm_closed' || row.artist_unreachable === 'left'
        ? row.artist_unreachable
        : null,
    hasThread: parseIdOrNull(row.thread_id) !== null,
  };
}

async function readPendingKinds(db: GuildReader, number: number): Promise<Set<string>> {
  const rows = await db
    .table('outbox')
    .where('number', number)
    .whereIn('state', ['waiting', 'leased'])
    .distinct('kind');
  return new Set(rows.map(({ kind }) => kind));
}
