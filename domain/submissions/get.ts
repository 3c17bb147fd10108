import type { GuildReader, Row } from '../../tenancy/types.ts';
import type { Actor } from '../actors/actor.ts';
import { requireStaff } from '../actors/policies.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../errors/errors.ts';
import { parseInput } from '../errors/parse-input.ts';
import { readSettings } from '../settings/document.ts';
import { submissionNumber } from '../text/schemas.ts';
import { decisionOf } from './decision-state.ts';
import { idOrNull, integer, parseAnswers, parseSummary, text, textOrNull, time } from './rows.ts';
import { timelineOf } from './timeline.ts';
import type { DeliveryState, SubmissionDetail } from './types.ts';

/**
 * Everything of one submission.
 * @throws VektraError `not_found` unless staff, and for a number that does not exist
 */
export async function get(
  { tenancy, now, discordUrl }: Deps,
  actor: Actor,
  number: number,
): Promise<SubmissionDetail> {
  const wanted = parseInput(submissionNumber, number);
  return tenancy.read(actor.guildId, async (db) => {
    const [settings, row, timeline] = await Promise.all([
      readSettings(db),
      db.table('submissions').where('number', wanted).first(),
      timelineOf(db, wanted),
    ]);
    await requireStaff(actor, settings);
    if (!row) throw notFound();
    const [totals, failed, pendingDm] = await Promise.all([
      artistTotals(db, row.artist_id),
      db.table('outbox').where({ number: wanted, state: 'dead' }).count({ n: '*' }).first(),
      db
        .table('outbox')
        .where({ number: wanted, kind: 'dm.decision' })
        .first('due_at', 'state', 'first_sent_at'),
    ]);
    return {
      ...parseSummary(row),
      artistHandle: text(row.artist_handle, 128),
      message: textOrNull(row.message),
      answers: parseAnswers(row.answers),
      isDuplicate: row.duplicate_of !== null,
      decision: decisionOf(row, timeline, pendingDm, now()),
      timeline,
      delivery: deliveryOf(row, `${discordUrl}/channels/${actor.guildId}`, integer(failed?.n)),
      artistTotals: totals,
    };
  });
}

async function artistTotals(db: GuildReader, artistId: string) {
  const [row] = await db
    .table('submissions')
    .where('artist_id', artistId)
    .select(
      db.expression('count(*) as submitted'),
      db.expression(`sum(case when status = 'approved' then 1 else 0 end) as approved`),
      db.expression('max(created_at) as last_at'),
    );
  return {
    submitted: integer(row?.submitted),
    approved: integer(row?.approved),
    lastAt: row?.last_at == null ? null : time(row.last_at),
  };
}

function deliveryOf(row: Row, base: string, failed: number): DeliveryState {
  const channel = idOrNull(row.card_channel_id);
  const message = idOrNull(row.card_message_id);
  const thread = idOrNull(row.thread_id);
  const url = (...ids: string[]) => [base, ...ids].join('/');
  return {
    cardUrl: channel && message ? url(channel, message) : null,
    threadUrl: thread ? url(thread) : null,
    threadId: thread,
    artistUnreachable:
      row.artist_unreachable === 'dm_closed' || row.artist_unreachable === 'left'
        ? row.artist_unreachable
        : null,
    failed,
  };
}
