import test from 'ava';
import { newGuildId } from '../../helpers/databases.ts';
import { queryTable, readAllRows, readFenceRow, sampleRows } from './fixture/rows.ts';
import { sharedTestDatabases } from './fixture/shared-databases.ts';
import {
  createTestGuild,
  migrateCustomerDatabase,
  readRegistryRow,
  runToEnd,
} from './fixture/test-guild.ts';

const databases = sharedTestDatabases(test);
type Guild = Awaited<ReturnType<typeof createTestGuild>>;
const GIANT_BYTES = 17 * 1024 * 1024;

/** What an own database's owner may do to it, and what the move says. */
const POSTGRES_TAMPERINGS: [string, (guild: Guild) => Promise<unknown>, RegExp][] = [
  [
    'a longer column with a longer value',
    async ({ source, guildId }) => {
      await source.mover.raw('ALTER TABLE vektra.submissions ALTER artist_name TYPE text');
      await queryTable(source, 'submissions')
        .where({ guild_id: guildId, number: 3 })
        .update({ artist_name: 'x'.repeat(401) });
    },
    /^ROW submissions 1$/,
  ],
  [
    'another type',
    ({ source }) =>
      source.mover.raw(
        `ALTER TABLE vektra.requests ALTER answer TYPE json USING to_json(answer)`,
      ) as unknown as Promise<unknown>,
    /^(SOURCE_SCHEMA|SOURCE_BAD|ROW requests \d+)$/,
  ],
  [
    'a number that is none',
    async ({ source }) => {
      await source.mover.raw('ALTER TABLE vektra.outbox_due ALTER due_at TYPE numeric');
      await source.mover.raw('UPDATE vektra.outbox_due SET due_at = 1e30');
    },
    /^ROW outbox_due \d+$/,
  ],
  [
    'null where there is none',
    async ({ source }) => {
      await source.mover.raw('ALTER TABLE vektra.audit_log ALTER details DROP NOT NULL');
      await source.mover.raw('UPDATE vektra.audit_log SET details = NULL');
    },
    /^ROW audit_log \d+$/,
  ],
  [
    'a giant value',
    ({ source, guildId }) =>
      queryTable(source, 'guild_settings')
        .where('guild_id', guildId)
        .update({
          document: source.mover.raw(`repeat('x', ${GIANT_BYTES})`),
        }) as unknown as Promise<unknown>,
    /^ROW guild_settings 1$/,
  ],
  [
    'a missing column',
    ({ source }) =>
      source.mover.raw('ALTER TABLE vektra.outbox DROP last_error') as unknown as Promise<unknown>,
    /^SOURCE_SCHEMA$/,
  ],
  [
    'a missing fence',
    ({ source }) =>
      source.mover.raw('DELETE FROM vektra.guild_fence') as unknown as Promise<unknown>,
    /^SOURCE_GONE$/,
  ],
];

for (const [name, tamper, problem] of POSTGRES_TAMPERINGS)
  test(`an own Postgres with ${name}: the move fails and harms nothing`, async (t) => {
    const guild = await createTestGuild(databases(), 'postgres', 'region', { rows: 60 });
    await tamper(guild);
    const { id } = await guild.start();
    const move = await runToEnd(t, guild.moves(), id);
    t.is(move.state, 'failed');
    t.regex(move.problem ?? '', problem);
    t.like(await readRegistryRow(databases(), guild.guildId), { state: 'active', epoch: '1' });
    if (name !== 'a missing fence')
      t.is((await readFenceRow(guild.source, guild.guildId))?.mode, 'open');
    t.is(await readFenceRow(guild.target, guild.guildId), null);
    t.true(
      Object.values(await readAllRows(guild.target, guild.guildId)).every((list) => !list.length),
    );
  });

test('rows of other guilds in an own database stay there', async (t) => {
  for (const kind of ['postgres', 'mariadb'] as const) {
    const guild = await createTestGuild(databases(), kind, 'region', { rows: 30 });
    const other = newGuildId();
    for (const [table, rows] of sampleRows(other, 30))
      await queryTable(guild.source, table.name).insert(rows);
    const change = { table_name: 'submissions', row_key: '["no number"]' };
    const invalidKeys = ['{}', '["1","2"]', '[1]', 'null', '["1;--"]'];
    await queryTable(guild.source, 'move_changes').insert([
      { guild_id: guild.guildId, id: 'a', ...change },
      ...invalidKeys.map((row_key, n) => ({
        guild_id: guild.guildId,
        id: `b${n}`,
        ...change,
        row_key,
      })),
      { guild_id: guild.guildId, id: 'c', ...change, table_name: 'pg_class' },
      { guild_id: other, id: 'd', ...change, row_key: '["1"]' },
    ]);
    const { id } = await guild.start();
    const move = await runToEnd(t, guild.moves(), id);
    t.is(move.state, 'done', String(move.problem));
    t.true(
      Object.values(await readAllRows(guild.target, other)).every((list) => list.length === 0),
    );
  }
});

test('a target that is another guild’s, or where this guild lives, is refused', async (t) => {
  const otherGuild = await createTestGuild(databases(), 'mariadb', 'region', { rows: 0 });
  const guild = await createTestGuild(databases(), 'region', 'mariadb', { rows: 5 });
  const openDatabase: ReturnType<typeof databases>['openDatabase'] = (_guildId, ref) =>
    databases().openDatabase('', ref.kind === 'own' ? otherGuild.from : ref);
  const { id } = await guild.start();
  const move = await runToEnd(t, guild.moves({ openDatabase }), id);
  t.like(move, { state: 'failed', problem: 'OCCUPIED' });
  t.is((await readFenceRow(otherGuild.source, otherGuild.guildId))?.mode, 'open');

  const homeGuild = await createTestGuild(databases(), 'postgres', 'mariadb', { rows: 5 });
  const { id: moveId } = await homeGuild.start();
  const moveToItself = await runToEnd(
    t,
    homeGuild.moves({
      openDatabase: (_guildId, ref) => databases().openDatabase('', ref && homeGuild.from),
    }),
    moveId,
  );
  t.like(moveToItself, { state: 'failed', problem: 'OCCUPIED' });
  t.is((await readFenceRow(homeGuild.source, homeGuild.guildId))?.mode, 'open');
  t.true(
    Object.values(await readAllRows(homeGuild.source, homeGuild.guildId)).every(
      (list) => list.length > 0,
    ),
  );
});

for (const kind of ['postgres', 'mariadb'] as const) {
  test(`two guilds at once into one database: one of them gets it · ${kind}`, async (t) => {
    for (let round = 0; round < 4; round++) {
      const first = await createTestGuild(databases(), 'region', kind, { rows: 1 });
      const second = await createTestGuild(databases(), 'region', kind, { rows: 1 });
      const openDatabase: ReturnType<typeof databases>['openDatabase'] = (guildId, ref) =>
        databases().openDatabase(guildId, ref.kind === 'own' ? first.to : ref);
      // Both begin with it when both are there.
      let waiting = 2;
      const bothBegan = Promise.withResolvers<void>();
      const checkpoint = async (at: string) => {
        if (at !== 'prepare.begun' || waiting === 0) return;
        waiting -= 1;
        if (waiting === 0) bothBegan.resolve();
        await bothBegan.promise;
      };
      const moves = await Promise.all(
        [first, second].map(async (guild) => {
          const { id } = await guild.start();
          return runToEnd(t, guild.moves({ openDatabase, checkpoint }), id);
        }),
      );
      t.deepEqual(moves.map(({ state, problem }) => `${state} ${problem}`).sort(), [
        'done null',
        'failed OCCUPIED',
      ]);
      const winner = moves[0]?.state === 'done' ? first : second;
      t.deepEqual(await queryTable(first.target, 'guild_fence').pluck('guild_id'), [
        winner.guildId,
      ]);
    }
  });

  test(`an old copy that is taken over as it is about to be dropped stays · ${kind}`, async (t) => {
    const guild = await createTestGuild(databases(), kind, 'region', { rows: 5 });
    const { id } = await guild.start();
    const newerToken = '9'.repeat(36);
    const moves = guild.moves({
      async checkpoint(at) {
        if (at === 'retire.erased')
          await queryTable(guild.source, 'guild_fence').update({ move_token: newerToken });
      },
    });
    t.is((await runToEnd(t, moves, id)).state, 'done');
    t.like(await readFenceRow(guild.source, guild.guildId), { mode: 'moved' });
    t.deepEqual(await queryTable(guild.source, 'guild_fence').pluck('move_token'), [newerToken]);
  });
}

test('a MariaDB on which triggers cannot be made is fenced before it is copied', async (t) => {
  const guild = await createTestGuild(databases(), 'mariadb', 'region', { rows: 60 });
  const before = await readAllRows(guild.source, guild.guildId);
  const refuseTriggers = (raw: typeof guild.source.mover.raw) =>
    ((sql: string, ...rest: []) =>
      sql.startsWith('CREATE TRIGGER')
        ? Promise.reject(
            Object.assign(new Error('no'), { code: 'ER_BINLOG_CREATE_ROUTINE_NEED_SUPER' }),
          )
        : raw(sql, ...rest)) as typeof raw;
  const openDatabase: ReturnType<typeof databases>['openDatabase'] = async (guildId, ref) => {
    const database = await databases().openDatabase(guildId, ref);
    if (database.engine === 'postgres') return database;
    const mover = new Proxy(database.mover, {
      get(knex, name) {
        if (name === 'raw') return refuseTriggers(knex.raw.bind(knex));
        if (name === 'transaction')
          return (work: (trx: typeof knex) => Promise<unknown>) =>
            knex.transaction((trx) =>
              work(
                new Proxy(trx, {
                  get: (target, key) =>
                    key === 'raw'
                      ? refuseTriggers(target.raw.bind(target))
                      : Reflect.get(target, key),
                }) as typeof knex,
              ),
            );
        return Reflect.get(knex, name);
      },
    });
    return { ...database, mover };
  };
  const moves = guild.moves({ openDatabase, limits: { maxDirectCopyMs: 0 } });
  t.is((await moves.estimate(guild.guildId, guild.to)).way, 'paused');
  t.is(
    (await guild.moves({ limits: { maxDirectCopyMs: 0 } }).estimate(guild.guildId, guild.to)).way,
    'live',
  );
  const { id } = await guild.start();
  const move = await runToEnd(t, moves, id);
  t.like(move, { state: 'done', way: 'paused' });
  t.true((move.pauseMs ?? 0) > 0);
  t.deepEqual(await readAllRows(guild.target, guild.guildId), before);
});

test('an own database that was never used is migrated first', async (t) => {
  const guild = await createTestGuild(databases(), 'region', 'mariadb', { rows: 5 });
  await migrateCustomerDatabase(guild.target);
  await guild.target.mover.raw('DROP TABLE audit_log');
  const { id } = await guild.start();
  const move = await runToEnd(t, guild.moves(), id);
  t.like(move, { state: 'failed', problem: 'TARGET_SCHEMA' });
  t.is((await readFenceRow(guild.source, guild.guildId))?.mode, 'open');
});
