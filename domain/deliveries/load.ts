import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { readAssignee } from '../assignments/read-assignments.ts';
import { readDiscordMessages } from '../discord-messages/discord-messages.ts';
import { readFiles } from '../files/read-files.ts';
import { readRatingSummaries } from '../ratings/read-ratings.ts';
import { readSettings } from '../settings/settings-document.ts';
import type { GuildSettings } from '../settings/types.ts';
import { submissionSubject } from '../subjects/submission-subject.ts';
import { type OnDiscord, toOnDiscord } from '../submissions/on-discord.ts';
import {
  parseAnswers,
  parseId,
  parseIntegerOrNull,
  parseSummary,
  parseText,
  parseTextOrNull,
} from '../submissions/row-parsers.ts';
import { canDecide, isDecision } from '../submissions/status.ts';
import { parseMessage, readDecisionEvent } from '../submissions/timeline.ts';
import { readSubjectTags } from '../tags/read-tags.ts';
import type { CardView, DecisionView, MessageView } from './views.ts';

/** A card, or what it is rendered from, and where it was posted. */
export interface LoadedCard {
  settings: GuildSettings;
  view: CardView;
  card: OnDiscord['card'];
}

/** @returns null when the submission is gone */
export async function loadCard(db: GuildReader, number: number): Promise<LoadedCard | null> {
  const submission = await readSubmission(db, number);
  if (!submission) return null;
  const { settings, view, onDiscord } = submission;
  return { settings, view, card: onDiscord.card };
}

export interface LoadedThread {
  settings: GuildSettings;
  view: CardView;
  threadId: string | null;
}

/** @returns null when the submission is gone */
export async function loadThread(db: GuildReader, number: number): Promise<LoadedThread | null> {
  const submission = await readSubmission(db, number);
  if (!submission) return null;
  const { settings, view, onDiscord } = submission;
  return { settings, view, threadId: onDiscord.threadId };
}

export interface LoadedDecision {
  settings: GuildSettings;
  view: CardView;
  decision: DecisionView;
}

/** @returns null when the decision was undone, or another one was made */
export async function loadDecision(
  db: GuildReader,
  number: number,
  eventId: string,
): Promise<LoadedDecision | null> {
  const submission = await readSubmission(db, number);
  if (!submission) return null;
  const { row, settings, view } = submission;
  if (parseTextOrNull(row.decision_event_id, 36) !== eventId || !view.decision) return null;
  return {
    settings,
    view,
    decision: {
      guildId: view.guildId,
      number: view.number,
      labelName: view.labelName,
      artistId: view.artistId,
      artistName: view.artistName,
      trackTitle: view.trackTitle,
      trackUrl: view.trackUrl,
      status: view.decision.status,
      reason: view.decision.reason,
    },
  };
}

export interface LoadedMessage {
  settings: GuildSettings;
  message: MessageView;
  threadId: string | null;
}

/** @returns null when the message or its submission is gone */
export async function loadMessage(
  db: GuildReader,
  number: number,
  messageId: string,
): Promise<LoadedMessage | null> {
  const [settings, submission, row, discordMessages] = await Promise.all([
    readSettings(db),
    db.table('submissions').where('number', number).first('artist_id', 'track_title', 'thread_id'),
    db.table('artist_messages').where('number', number).where('id', messageId).first(),
    readDiscordMessages(db, submissionSubject(number)),
  ]);
  if (!submission || !row) return null;
  const message = parseMessage(row);
  return {
    settings,
    threadId: toOnDiscord(submission, discordMessages).threadId,
    message: {
      guildId: db.guildId,
      number,
      labelName: settings.label.labelName,
      artistId: parseId(submission.artist_id),
      trackTitle: parseText(submission.track_title, 400),
      direction: message.direction,
      authorId: message.actorId,
      authorName: message.actorName,
      source: message.source,
      body: message.body,
      attachments: message.attachments,
      problem: message.problem,
    },
  };
}

interface LoadedSubmission {
  row: DatabaseRow;
  settings: GuildSettings;
  view: CardView;
  onDiscord: OnDiscord;
}

async function readSubmission(db: GuildReader, number: number): Promise<LoadedSubmission | null> {
  const subject = submissionSubject(number);
  const [settings, row, tags, assignee, ratingOf, discordMessages, files] = await Promise.all([
    readSettings(db),
    db.table('submissions').where('number', number).first(),
    readSubjectTags(db, subject),
    readAssignee(db, subject),
    readRatingSummaries(db, [number]),
    readDiscordMessages(db, subject),
    readFiles(db, subject),
  ]);
  if (!row) return null;
  const onDiscord = toOnDiscord(row, discordMessages);
  const decision = await readDecision(db, row);
  const hasThread = onDiscord.threadId !== null;
  const rating = ratingOf(number);
  const view = toCardView(db, settings, row, {
    decision,
    tags,
    assignee,
    rating,
    files,
    hasThread,
  });
  return { row, settings, view, onDiscord };
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
  {
    files,
    ...attached
  }: Pick<CardView, 'decision' | 'tags' | 'assignee' | 'rating' | 'files' | 'hasThread'>,
): CardView {
  const summary = parseSummary(row);
  return {
    guildId: db.guildId,
    number: summary.number,
    labelName: settings.label.labelName,
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
    priority: summary.priority,
    duplicateOf: parseIntegerOrNull(row.duplicate_of),
    sameSoundAs: parseIntegerOrNull(row.same_sound_as),
    files: files.filter(({ messageId }) => messageId === null),
    createdAt: summary.createdAt,
    artistUnreachable:
      row.artist_unreachable === 'dm_closed' || row.artist_unreachable === 'left'
        ? row.artist_unreachable
        : null,
    ...attached,
    canDecide: canDecide(summary.status, row.decision_event_id !== null),
  };
}
