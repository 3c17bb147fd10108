import test from 'ava';
import fc from 'fast-check';
import type { Knex } from 'knex';
import pg from 'pg';
import { createTenancy, type GuildReader, type Tenancy } from '../../tenancy/index.ts';
import { createTenancyConfig, newGuildId, testDatabases } from '../helpers/databases.ts';

type Query = ReturnType<GuildReader['table']>;
type Condition = (query: Knex.QueryBuilder) => Knex.QueryBuilder;

/** Citus refuses joins and updates over the guilds, also by an internal error. */
const isNotSupported = ({ code, message }: { code?: string; message: string }): boolean =>
  code === '0A000' || (code === 'XX000' && /not supported/.test(message));
const NAMES = ['a', 'b', 'c'];
const TABLES = ['guild_counters', 'guild_settings'] as const;
const VALUE_COLUMN = { guild_counters: 'value', guild_settings: 'revision' } as const;

const number = fc.integer({ min: -1, max: 9 });
const singleCondition = (column: string): fc.Arbitrary<Condition> =>
  fc.oneof(
    number.map(
      (n): Condition =>
        (query) =>
          query.where(column, '>', n),
    ),
    number.map(
      (n): Condition =>
        (query) =>
          query.orWhere(column, '<=', n),
    ),
    fc.uniqueArray(number).map(
      (list): Condition =>
        (query) =>
          query.orWhereIn(column, list),
    ),
    fc.constant<Condition>((query) => query.orWhereNotNull('guild_id')),
    fc.constant<Condition>((query) => query.orWhereRaw('true')),
    fc.constant<Condition>((query) => query.whereNot('guild_id', 0)),
  );

/** Conditions that try to be true for everybody's rows, in groups. */
const groupedConditions = (column: string): fc.Arbitrary<Condition[]> =>
  fc.array(
    fc.array(singleCondition(column), { minLength: 1, maxLength: 3 }).map(
      (leaves): Condition =>
        (query) =>
          query.where((group) => {
            for (const each of leaves) each(group);
          }),
    ),
    { maxLength: 3 },
  );

const oneOf = <T>(...list: readonly T[]) => fc.constantFrom(...list);
const anyTable = oneOf(...TABLES);

/** Reads that name their guild, somebody else's, or none; each gives rows with a `guild_id`. */
const anyRead = anyTable.chain(
  (name): fc.Arbitrary<(db: GuildReader, other: string) => Promise<unknown>> => {
    const column = VALUE_COLUMN[name];
    const apply = (query: Query, list: Condition[]) =>
      list.reduce<Knex.QueryBuilder>((built, each) => each(built), query);
    return fc.oneof(
      groupedConditions(column).map(
        (list) => async (db: GuildReader) =>
          apply(db.table(name as string), list).select(`${name}.guild_id`),
      ),
      groupedConditions(column).map(
        (list) => async (db: GuildReader) =>
          apply(db.table(name as string), list)
            .select(`${name}.guild_id`)
            .unionAll((all) => all.from('guild_counters').select('guild_id')),
      ),
      fc.constant(async (db: GuildReader) =>
        db
          .table(`${name} as x`)
          .leftJoin('guild_counters as y', (on) => on.on('x.guild_id', '<>', 'y.guild_id'))
          .select(db.expression('COALESCE(y.guild_id, x.guild_id) AS guild_id')),
      ),
      oneOf('', ' WHERE guild_id <> 0', ' WHERE true OR guild_id = 1', ' FOR KEY SHARE').map(
        (rest) => (db: GuildReader) =>
          db.raw(`SELECT guild_id FROM ${name}${rest.startsWith(' FOR') ? '' : rest}`),
      ),
      fc.constant((db: GuildReader, other: string) =>
        db.raw(`SELECT guild_id FROM ${name} WHERE guild_id = ?`, [other]),
      ),
      fc.constant((db: GuildReader) =>
        db.raw(`SELECT * FROM (SELECT guild_id, max(${column}) FROM ${name} GROUP BY guild_id) g`),
      ),
    );
  },
);

/** Writes that would change everybody's rows. */
const anyWrite = anyTable.chain(
  (name): fc.Arbitrary<(db: GuildReader, other: string) => Promise<unknown>> => {
    const column = VALUE_COLUMN[name];
    const apply = (query: Query, list: Condition[]) =>
      list.reduce<Knex.QueryBuilder>((built, each) => each(built), query);
    return fc.oneof(
      fc.tuple(groupedConditions(column), number).map(
        ([list, value]) =>
          async (db: GuildReader) =>
            apply(db.table(name as string), list).update({ [column]: value }),
      ),
      groupedConditions(column).map(
        (list) => async (db: GuildReader) => apply(db.table(name as string), list).delete(),
      ),
      number.map(
        (value) => (db: GuildReader) => db.raw(`UPDATE ${name} SET ${column} = ?`, [value]),
      ),
      fc.constant((db: GuildReader) => db.raw(`DELETE FROM ${name} WHERE true OR guild_id = 1`)),
      fc.constant((db: GuildReader, other: string) =>
        db.raw(`UPDATE ${name} SET guild_id = ?`, [other]),
      ),
      fc.constant((db: GuildReader, other: string) =>
        db.raw(
          `INSERT INTO guild_counters (guild_id, name, value) VALUES (?, 'a', 99)
         ON CONFLICT (guild_id, name) DO UPDATE SET value = 99`,
          [other],
        ),
      ),
      fc.constant((db: GuildReader, other: string) =>
        db.raw(`INSERT INTO guild_counters (guild_id, name, value) VALUES (?, 'new', 1)`, [other]),
      ),
      fc.constant((db: GuildReader, other: string) =>
        db.raw(
          `UPDATE guild_settings SET document = 'x' FROM guild_counters c WHERE c.guild_id = ?`,
          [other],
        ),
      ),
      oneOf(...NAMES).map(
        (key) => async (db: GuildReader) =>
          db
            .table('guild_counters')
            .insert({ name: key, value: 5 })
            .onConflict(['guild_id', 'name'])
            .merge({ value: 6 }),
      ),
    );
  },
);

/** One connection, so that whatever a query leaves behind meets the next one. */
async function createFixture(teardown: (end: () => unknown) => void) {
  const urls = await testDatabases(['eu-uk'], { own: true });
  const config = createTenancyConfig(urls);
  const tenancy = createTenancy({ ...config, poolLimits: { ...config.poolLimits, max: 1 } });
  teardown(() => tenancy.close());
  const mover = new pg.Client({
    connectionString: urls.regions[0]!.mover.replace('?sslmode=disable', ''),
  });
  await mover.connect();
  teardown(() => mover.end());
  const guilds = [newGuildId(), newGuildId(), newGuildId()];
  for (const guildId of guilds) await tenancy.provision(guildId);
  /** Everything that other guilds have. */
  const readOtherGuilds = async (guildId: string) => {
    const results = await Promise.all(
      TABLES.map((name) =>
        mover.query(
          `SELECT to_jsonb(t) AS row FROM vektra.${name} t WHERE guild_id <> $1 ORDER BY t::text`,
          [guildId],
        ),
      ),
    );
    return JSON.stringify(results.map(({ rows }) => rows));
  };
  return { tenancy, guilds, readOtherGuilds };
}

const resetRows = (tenancy: Tenancy, guildId: string) =>
  tenancy.write(guildId, async (db) => {
    for (const name of TABLES) await db.table(name).delete();
    await db.table('guild_settings').insert({ document: '{}', revision: 3, updated_at: 1 });
    await db.table('guild_counters').insert(NAMES.map((name, value) => ({ name, value })));
  });

test('whatever is read for a guild, it is the guild’s', async (t) => {
  const { tenancy, guilds } = await createFixture((end) =>
    t.teardown(async () => void (await end())),
  );
  for (const guildId of guilds) await resetRows(tenancy, guildId);
  let rowsSeen = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(oneOf(0, 1, 2), anyRead, fc.boolean()), { minLength: 1, maxLength: 5 }),
      async (reads) => {
        const results = await Promise.all(
          reads.map(([guildIndex, query, snapshot]) =>
            tenancy
              .read(
                guilds[guildIndex]!,
                async (db) =>
                  (await query(db, guilds[(guildIndex + 1) % 3]!)) as { guild_id: string }[],
                { snapshot },
              )
              .catch((error) => {
                if (!isNotSupported(error)) throw error;
                return [];
              }),
          ),
        );
        for (const [index, rows] of results.entries()) {
          rowsSeen += rows.length;
          for (const { guild_id } of rows)
            if (guild_id !== guilds[reads[index]![0]]) throw new Error(`a row of ${guild_id}`);
        }
      },
    ),
    { numRuns: 200, includeErrorInReport: true },
  );
  t.true(rowsSeen > 200, String(rowsSeen));
});

test('whatever is written for a guild, the others keep what they have', async (t) => {
  const { tenancy, guilds, readOtherGuilds } = await createFixture((end) =>
    t.teardown(async () => void (await end())),
  );
  for (const guildId of guilds) await resetRows(tenancy, guildId);
  let acceptedCount = 0;
  let refusedCount = 0;
  await fc.assert(
    fc.asyncProperty(
      oneOf(0, 1, 2),
      fc.array(anyWrite, { minLength: 1, maxLength: 4 }),
      async (guildIndex, mutations) => {
        const guildId = guilds[guildIndex]!;
        const before = await readOtherGuilds(guildId);
        for (const mutation of mutations)
          await tenancy
            .write(guildId, async (db) => mutation(db, guilds[(guildIndex + 1) % 3]!))
            .then(
              () => (acceptedCount += 1),
              (error: { code?: string; message: string }) => {
                // Row security, a key that is there already, or what Citus does not do.
                if (!['42501', '23505'].includes(error.code ?? '') && !isNotSupported(error))
                  throw error;
                refusedCount += 1;
              },
            );
        if ((await readOtherGuilds(guildId)) !== before)
          throw new Error('somebody else’s rows changed');
        await resetRows(tenancy, guildId);
      },
    ),
    { numRuns: 150, includeErrorInReport: true },
  );
  t.true(
    acceptedCount > 50 && refusedCount > 10,
    `${acceptedCount} taken, ${refusedCount} refused`,
  );
});

test('an alternative beside the guild’s own condition is refused before it is sent', async (t) => {
  const { tenancy, guilds } = await createFixture((end) =>
    t.teardown(async () => void (await end())),
  );
  const alternatives: Condition[] = [
    (query) => query.orWhere('value', 1),
    (query) => query.orWhereRaw('true'),
    (query) => query.or.where('value', 1),
    (query) => query.where('value', 1).orWhereNotNull('value'),
    (query) => query.orWhereExists((any) => any.from('guild_counters')),
  ];
  for (const each of alternatives)
    await t.throwsAsync(
      tenancy.write(guilds[0]!, async (db) => each(db.table('guild_counters')).delete()),
      { instanceOf: TypeError, message: /into a group/ },
    );
});
