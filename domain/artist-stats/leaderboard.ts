import { LRUCache } from 'lru-cache';
import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { MAX_BLOCKED_ARTISTS } from '../blocked-artists/limits.ts';
import { toStoredKind } from '../effects/define-effect.ts';
import { query } from '../operations/guild-operations.ts';
import { decisionDm } from '../review/effects.ts';
import { parseId, parseInteger, parseText } from '../submissions/row-parsers.ts';

const MAX_LEADERS = 10;
/** Decisions that wait for their undo to end, at once. */
const MAX_UNANNOUNCED = 1_000;

/** An artist on the leaderboard. What is not public (open, passed) is not counted. */
export interface Leader {
  artistId: string;
  /** As shown in the guild when the artist last sent a demo that counts. */
  artistName: string;
  /** Demos whose approval the artist knows of; those that were signed since are among them. */
  accepted: number;
  signed: number;
}

/** Everybody may ask, and it counts all accepted demos: once a minute for a guild and process. */
const leadersByGuild = new LRUCache<string, Leader[]>({ max: 1_000, ttl: 60_000 });

/** Who has the most accepted demos in this guild; blocked artists are left out. */
export const listLeaders = query({
  name: 'artistStats.list_leaders',
  access: 'member',
  limit: 'artistQuery',
  async read({ db, deps }): Promise<Leader[]> {
    const known = leadersByGuild.get(db.guildId);
    if (known) return known;
    const leaders = await readLeaders(db, deps.now());
    leadersByGuild.set(db.guildId, leaders);
    return leaders;
  },
});

async function readLeaders(db: GuildReader, now: number): Promise<Leader[]> {
  const [unannounced, blockedIds] = await Promise.all([
    readUnannouncedNumbers(db, now),
    db.table('blocked_artists').limit(MAX_BLOCKED_ARTISTS).pluck('artist_id'),
  ]);
  const rows: DatabaseRow[] = await db
    .table('submissions')
    .whereIn('status', ['approved', 'signed', 'contacted', 'processed'])
    .whereNotIn('artist_id', blockedIds)
    .where((counts) =>
      counts
        .where('status', 'signed')
        .orWhere((announced) =>
          announced
            .whereNotIn('number', unannounced)
            .where((accepted) =>
              accepted.where('status', 'approved').orWhereExists(approvalOf(db)),
            ),
        ),
    )
    .groupBy('artist_id')
    .orderBy([
      { column: 'accepted', order: 'desc' },
      // Whoever was there first.
      { column: 'newest' },
    ])
    .limit(MAX_LEADERS)
    .select(
      'artist_id',
      db.expression('count(*) as accepted'),
      db.expression(`sum(case when status = 'signed' then 1 else 0 end) as signed`),
      db.expression('max(number) as newest'),
    );
  const names = await readNames(
    db,
    rows.map(({ newest }) => newest),
  );
  return rows.map((row) => ({
    artistId: parseId(row.artist_id),
    artistName: names.get(parseInteger(row.newest)) ?? '',
    accepted: parseInteger(row.accepted),
    signed: parseInteger(row.signed),
  }));
}

/** What a label does with an approved demo (contacted, processed) leaves the approval in view. */
const approvalOf = (db: GuildReader) =>
  db
    .table('submission_events')
    .where('number', db.expression('submissions.number'))
    .where('id', db.expression('submissions.decision_event_id'))
    .where('to_status', 'approved')
    .select('id');

/** Demos with a decision that can still be undone: nobody learns of it yet. */
const readUnannouncedNumbers = (db: GuildReader, now: number) =>
  db
    .table('outbox')
    .where({ kind: toStoredKind(decisionDm), state: 'waiting' })
    .whereNull('first_sent_at')
    .where('due_at', '>', now)
    .limit(MAX_UNANNOUNCED)
    .pluck('number');

async function readNames(
  db: GuildReader,
  numbers: readonly unknown[],
): Promise<Map<number, string>> {
  if (numbers.length === 0) return new Map();
  const rows = await db
    .table('submissions')
    .whereIn('number', numbers as number[])
    .limit(numbers.length)
    .select('number', 'artist_handle');
  return new Map(rows.map((row) => [parseInteger(row.number), parseText(row.artist_handle, 128)]));
}
