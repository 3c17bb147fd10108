import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { toStoredKind } from '../effects/define-effect.ts';
import { notFound } from '../errors/errors.ts';
import { query } from '../operations/guild-operations.ts';
import { decisionDm } from '../review/effects.ts';
import { submissionSubject } from '../subjects/submission-subject.ts';
import { readSubjectTags } from '../tags/read-tags.ts';
import { submissionNumber } from '../text/schemas.ts';
import { toDecisionState } from './decision-state.ts';
import {
  parseAnswers,
  parseIdOrNull,
  parseInteger,
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
    const [row, timeline, tags] = await Promise.all([
      db.table('submissions').where('number', number).first(),
      readTimeline(db, number),
      readSubjectTags(db, submissionSubject(number)),
    ]);
    if (!row) throw notFound();
    const [totals, failed, pendingDm] = await Promise.all([
      readArtistTotals(db, row.artist_id),
      db.table('outbox').where('number', number).where('state', 'dead').count({ n: '*' }).first(),
      db
        .table('outbox')
        .where('number', number)
        .where('kind', toStoredKind(decisionDm))
        .first('due_at', 'state', 'first_sent_at'),
    ]);
    return {
      ...parseSummary(row),
      artistHandle: parseText(row.artist_handle, 128),
      message: parseTextOrNull(row.message),
      answers: parseAnswers(row.answers),
      isDuplicate: row.duplicate_of !== null,
      tags,
      decision: toDecisionState(row, timeline, pendingDm, now()),
      timeline,
      delivery: toDeliveryState(
        row,
        `${discordUrl}/channels/${actor.guildId}`,
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

function toDeliveryState(row: DatabaseRow, guildUrl: string, failedCount: number): DeliveryState {
  const channel = parseIdOrNull(row.card_channel_id);
  const message = parseIdOrNull(row.card_message_id);
  const thread = parseIdOrNull(row.thread_id);
  const linkTo = (...ids: string[]) => [guildUrl, ...ids].join('/');
  return {
    cardUrl: channel && message ? linkTo(channel, message) : null,
    threadUrl: thread ? linkTo(thread) : null,
    threadId: thread,
    artistUnreachable:
      row.artist_unreachable === 'dm_closed' || row.artist_unreachable === 'left'
        ? row.artist_unreachable
        : null,
    failedCount,
  };
}
