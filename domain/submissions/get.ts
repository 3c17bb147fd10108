import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { readAssignee } from '../assignments/read-assignments.ts';
import { readDiscordMessages } from '../discord-messages/discord-messages.ts';
import { toStoredKind } from '../effects/define-effect.ts';
import { noSubmission } from '../errors/errors.ts';
import { readFiles } from '../files/read-files.ts';
import { readWaveforms } from '../files/waveform.ts';
import { readHeardBy } from '../listens/read-listens.ts';
import { query } from '../operations/guild-operations.ts';
import { readRatingSummaries, readRatings } from '../ratings/read-ratings.ts';
import { decisionDm } from '../review/effects.ts';
import { submissionSubject } from '../subjects/submission-subject.ts';
import { readSubjectTags } from '../tags/read-tags.ts';
import { submissionNumber } from '../text/schemas.ts';
import { readTrackInfo } from '../track-info/read-track-info.ts';
import { toDecisionState } from './decision-state.ts';
import { type OnDiscord, toDiscordUrl, toOnDiscord } from './on-discord.ts';
import {
  parseAnswers,
  parseInteger,
  parseIntegerOrNull,
  parseSummary,
  parseText,
  parseTextOrNull,
  parseTime,
} from './row-parsers.ts';
import { readTimeline } from './timeline.ts';
import type { DeliveryState, SubmissionDetail } from './types.ts';

/**
 * Everything of one submission.
 * @throws VektraError `not_found` unless staff, and for a number that does not exist
 */
export const get = query({
  name: 'submissions.get',
  access: 'staff',
  limit: 'staffQuery',
  input: submissionNumber,
  async read({ db, actor, deps: { now, discordUrl } }, number): Promise<SubmissionDetail> {
    const subject = submissionSubject(number);
    const [
      row,
      timeline,
      tags,
      assignee,
      ratings,
      ratingOf,
      discordMessages,
      files,
      track,
      heardBy,
    ] = await Promise.all([
      db.table('submissions').where('number', number).first(),
      readTimeline(db, number),
      readSubjectTags(db, subject),
      readAssignee(db, subject),
      readRatings(db, subject),
      readRatingSummaries(db, [number]),
      readDiscordMessages(db, subject),
      readFiles(db, subject),
      readTrackInfo(db, subject),
      readHeardBy(db, actor.userId, [number]),
    ]);
    if (!row) throw noSubmission(number);
    const by = heardBy(number);
    const playableIds = files.filter(({ playId }) => playId !== null).map(({ id }) => id);
    const [totals, failed, pendingDm, waveforms] = await Promise.all([
      readArtistTotals(db, row.artist_id),
      db.table('outbox').where('number', number).where('state', 'dead').count({ n: '*' }).first(),
      db
        .table('outbox')
        .where('number', number)
        .where('kind', toStoredKind(decisionDm))
        .first('due_at', 'state', 'first_sent_at'),
      readWaveforms(db, playableIds),
    ]);
    return {
      ...parseSummary(row),
      artworkId: track.artworkId,
      heardBy: by !== 'nobody' || playableIds.length > 0 ? by : null,
      assignee,
      rating: ratingOf(number),
      ratings,
      trackInfo: track.info,
      artistHandle: parseText(row.artist_handle, 128),
      message: parseTextOrNull(row.message),
      answers: parseAnswers(row.answers),
      isDuplicate: row.duplicate_of !== null,
      sameSoundAs: parseIntegerOrNull(row.same_sound_as),
      files: files.map((file) => ({ ...file, peaks: waveforms.get(file.id) ?? null })),
      tags,
      decision: toDecisionState(row, timeline, pendingDm, now()),
      timeline,
      delivery: toDeliveryState(
        row,
        toOnDiscord(row, discordMessages),
        (...ids) => toDiscordUrl(discordUrl, actor.guildId, ...ids),
        parseInteger(failed?.n),
      ),
      artistTotals: totals,
    };
  },
});

async function readArtistTotals(db: GuildReader, artistId: string) {
  const [row] = await db
    .table('submissions')
    .where('artist_id', artistId)
    .select<DatabaseRow[]>(
      db.expression('count(*) as submitted'),
      db.expression(`sum(case when status = 'approved' then 1 else 0 end) as approved`),
      db.expression('max(created_at) as last_at'),
    );
  return {
    submitted: parseInteger(row?.submitted),
    approved: parseInteger(row?.approved),
    lastAt: row?.last_at == null ? null : parseTime(row.last_at),
  };
}

function toDeliveryState(
  row: DatabaseRow,
  { card, threadId }: OnDiscord,
  linkTo: (...ids: string[]) => string,
  failedCount: number,
): DeliveryState {
  return {
    cardUrl: card ? linkTo(card.channelId, card.messageId) : null,
    threadUrl: threadId ? linkTo(threadId) : null,
    threadId,
    artistUnreachable:
      row.artist_unreachable === 'dm_closed' || row.artist_unreachable === 'left'
        ? row.artist_unreachable
        : null,
    failedCount,
  };
}
