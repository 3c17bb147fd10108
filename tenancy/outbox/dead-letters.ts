import type { Knex } from 'knex';
import pMap from 'p-map';
import pTimeout from 'p-timeout';
import type { Row } from '../../migrations/index.ts';
import { selectAcrossGuilds } from '../citus/select-across-guilds.ts';
import type { GuildReader, GuildWriter } from '../types.ts';

export interface DeadLetter {
  id: string;
  kind: string;
  number: number | null;
  attempts: number;
  createdAt: number;
  error: string | null;
}

/** What could not be delivered, oldest first. */
export async function listDeadLetters(db: GuildReader, limit = 100): Promise<DeadLetter[]> {
  const rows = await db.table('outbox').where('state', 'dead').orderBy('id').limit(limit).select();
  return rows.map(toDeadLetter);
}

type DeadLetterColumn = 'id' | 'kind' | 'number' | 'attempts' | 'created_at' | 'last_error';

const toDeadLetter = (row: Pick<Row<'outbox'>, DeadLetterColumn>): DeadLetter => ({
  id: row.id,
  kind: row.kind,
  number: row.number === null ? null : Number(row.number),
  attempts: row.attempts,
  createdAt: Number(row.created_at),
  error: row.last_error,
});

/** A dead letter with the guild whose it is. */
export type GuildDeadLetter = DeadLetter & { guildId: string };

/** How long a customer database may take to answer, and how many are asked at once. */
const TIMEOUT_MS = 3_000;
const CONCURRENCY = 16;

/**
 * Dead letters of all guilds: of each region, as its mover sees them, and of each own database that
 * answers. At most `limit` of each database.
 */
export async function listAllDeadLetters(
  deps: {
    regions: readonly { key: string }[];
    mover(region: string): Knex;
    customerDatabaseGuildIds(): AsyncIterable<string>;
    read<T>(guildId: string, query: (db: GuildReader) => Promise<T>): Promise<T>;
  },
  limit: number,
): Promise<GuildDeadLetter[]> {
  const managed = await Promise.all(
    deps.regions.map(async ({ key }) => {
      const rows = (await selectAcrossGuilds(
        deps.mover(key),
        'outbox',
        (relation) =>
          `SELECT guild_id::text, id, kind, number::text, attempts, created_at::text, last_error
             FROM ${relation} WHERE state = 'dead' ORDER BY id LIMIT ${limit}`,
      )) as Pick<Row<'outbox'>, DeadLetterColumn | 'guild_id'>[];
      return rows
        .map((row) => ({ guildId: row.guild_id, ...toDeadLetter(row) }))
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit);
    }),
  );
  const customer = await pMap(
    deps.customerDatabaseGuildIds(),
    (guildId) =>
      pTimeout(
        deps
          .read(guildId, (db) => listDeadLetters(db, limit))
          .then(
            (letters) => letters.map((letter) => ({ guildId, ...letter })),
            () => [],
          ),
        { milliseconds: TIMEOUT_MS, fallback: () => [] },
      ),
    { concurrency: CONCURRENCY },
  );
  return [...managed.flat(), ...customer.flat()];
}

/** A lost channel leaves tens of thousands; a statement of Postgres has at most 65,535 values. */
const MAX_ROWS_PER_STATEMENT = 1_000;

/** Which dead letters are retried; absent: every one of the guild's. */
export interface DeadLetterFilter {
  id?: string | undefined;
  kinds?: readonly string[];
}

/** Puts dead letters back into the queue. @returns how many */
export async function retryDeadLetters(
  db: GuildWriter,
  { id, kinds }: DeadLetterFilter = {},
): Promise<number> {
  const dead = db.table('outbox').where('state', 'dead');
  if (id) dead.where('id', id);
  if (kinds) dead.whereIn('kind', [...kinds]);
  const rows = await dead.select('id');
  if (rows.length === 0) return 0;
  for (let start = 0; start < rows.length; start += MAX_ROWS_PER_STATEMENT) {
    const ids = rows.slice(start, start + MAX_ROWS_PER_STATEMENT).map((row) => row.id);
    await db
      .table('outbox')
      .whereIn('id', ids)
      .update({ state: 'waiting', due_at: db.now, attempts: 0 });
    await db.table('outbox_due').insert(ids.map((each) => ({ id: each, due_at: db.now })));
  }
  db.wakeAt(db.now);
  return rows.length;
}
