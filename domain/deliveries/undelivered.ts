import { z } from 'zod';
import type { GuildReader } from '../../tenancy/types.ts';
import { toStoredKind } from '../effects/define-effect.ts';
import { threadFile, threadFileRemoval } from '../files/effects.ts';
import { threadMessage, undeliveredNotice } from '../messages/effects.ts';
import { threadNote, threadNoteRemoval } from '../notes/effects.ts';
import { mutation, query } from '../operations/guild-operations.ts';
import { cardEdit, cardPost, threadIntro, threadOpen } from '../submissions/effects.ts';
import { parseInteger } from '../submissions/row-parsers.ts';

/** What staff get in the staff channel and its threads. */
const STAFF_KINDS = [
  cardPost,
  cardEdit,
  threadOpen,
  threadIntro,
  threadMessage,
  undeliveredNotice,
  threadNote,
  threadNoteRemoval,
  threadFile,
  threadFileRemoval,
].map(toStoredKind);

const undeliveredRows = (db: GuildReader) =>
  db.table('outbox').where('state', 'dead').whereIn('kind', STAFF_KINDS);

/** What did not reach staff on Discord. */
export interface Undelivered {
  /** Demos whose card, thread or messages are concerned. */
  demos: number;
  /** Messages of artists, of the newest 500. */
  replies: number;
}

const MAX_REPLIES = 500;

/** @throws VektraError `not_found` unless staff, `not_set_up` */
export const countUndelivered = query({
  name: 'deliveries.count_undelivered',
  access: 'staff',
  limit: 'staffQuery',
  async read({ db }): Promise<Undelivered> {
    const [demos, messages] = await Promise.all([
      countDemos(db),
      undeliveredRows(db)
        .where('kind', toStoredKind(threadMessage))
        .whereNotNull('ref_id')
        .orderBy('id', 'desc')
        .limit(MAX_REPLIES)
        .select('number', 'ref_id'),
    ]);
    return { demos, replies: await countReplies(db, messages) };
  },
});

const countDemos = async (db: GuildReader): Promise<number> =>
  parseInteger((await undeliveredRows(db).countDistinct({ n: 'number' }).first())?.n);

/** Of these messages, those of artists; the others are staff's own. */
async function countReplies(
  db: GuildReader,
  messages: readonly { number: string | null; ref_id: string | null }[],
): Promise<number> {
  if (messages.length === 0) return 0;
  const row = await db
    .table('artist_messages')
    .whereIn(
      'number',
      messages.map(({ number }) => Number(number)),
    )
    .whereIn(
      'id',
      messages.map(({ ref_id }) => String(ref_id)),
    )
    .where('direction', 'from_artist')
    .count({ n: '*' })
    .first();
  return parseInteger(row?.n);
}

/**
 * Delivers what did not reach staff on Discord.
 * @returns of how many demos
 * @throws VektraError `not_found` unless staff, `not_set_up`
 */
export const deliverUndelivered = mutation({
  name: 'deliveries.deliver_undelivered',
  access: 'staff',
  limit: 'staffChange',
  input: z.object({}),
  async run({ db, deps }): Promise<{ demos: number }> {
    const demos = await countDemos(db);
    await deps.tenancy.retryDeadLetters(db, { kinds: STAFF_KINDS });
    return { demos };
  },
});

/**
 * Gives up what did not reach staff on Discord; demos and messages themselves stay.
 * @throws VektraError `not_found` unless staff, `not_set_up`
 */
export const skipUndelivered = mutation({
  name: 'deliveries.skip_undelivered',
  access: 'staff',
  limit: 'staffChange',
  input: z.object({}),
  async run({ db }): Promise<void> {
    await undeliveredRows(db).delete();
  },
});
