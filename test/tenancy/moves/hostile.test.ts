import test from 'ava';
import { newGuildId } from '../../helpers/storage.ts';
import { finish, guildIn, migrateOwn, registryOf } from './world/guild.ts';
import { allRows, fenceOf, sampleRows, tableOf } from './world/rows.ts';
import { suitePlaces } from './world/suite.ts';

const places = suitePlaces(test);
type Guild = Awaited<ReturnType<typeof guildIn>>;
const GIANT = 17 * 1024 * 1024;

/** What an own database's owner may do to it, and what the move says. */
const POSTGRES: [string, (guild: Guild) => Promise<unknown>, RegExp][] = [
  [
    'a longer column with a longer value',
    async ({ source, guildId }) => {
      await source.mover.raw('ALTER TABLE vektra.submissions ALTER artist_name TYPE text');
      await tableOf(source, 'submissions')
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
      tableOf(source, 'guild_settings')
        .where('guild_id', guildId)
        .update({
          document: source.mover.raw(`repeat('x', ${GIANT})`),
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

for (const [name, spoil, problem] of POSTGRES)
  test(`an own Postgres with ${name}: the move fails and harms nothing`, async (t) => {
    const guild = await guildIn(places(), 'postgres', 'region', { rows: 60 });
    await spoil(guild);
    const { id } = await guild.start();
    const move = await finish(t, guild.moves(), id);
    t.is(move.state, 'failed');
    t.regex(move.problem ?? '', problem);
    t.like(await registryOf(places(), guild.guildId), { state: 'active', epoch: '1' });
    if (name !== 'a missing fence')
      t.is((await fenceOf(guild.source, guild.guildId))?.mode, 'open');
    t.is(await fenceOf(guild.target, guild.guildId), null);
    t.true(Object.values(await allRows(guild.target, guild.guildId)).every((list) => !list.length));
  });

test('rows of other guilds in an own database stay there', async (t) => {
  for (const kind of ['postgres', 'mariadb'] as const) {
    const guild = await guildIn(places(), kind, 'region', { rows: 30 });
    const other = newGuildId();
    for (const [table, rows] of sampleRows(other, 30))
      await tableOf(guild.source, table.name).insert(rows);
    const note = { table_name: 'submissions', row_key: '["no number"]' };
    const bad = ['{}', '["1","2"]', '[1]', 'null', '["1;--"]'];
    await tableOf(guild.source, 'move_changes').insert([
      { guild_id: guild.guildId, id: 'a', ...note },
      ...bad.map((row_key, n) => ({ guild_id: guild.guildId, id: `b${n}`, ...note, row_key })),
      { guild_id: guild.guildId, id: 'c', ...note, table_name: 'pg_class' },
      { guild_id: other, id: 'd', ...note, row_key: '["1"]' },
    ]);
    const { id } = await guild.start();
    const move = await finish(t, guild.moves(), id);
    t.is(move.state, 'done', String(move.problem));
    t.true(Object.values(await allRows(guild.target, other)).every((list) => list.length === 0));
  }
});

test('a target that is another guild’s, or where this guild lives, is refused', async (t) => {
  const theirs = await guildIn(places(), 'mariadb', 'region', { rows: 0 });
  const guild = await guildIn(places(), 'region', 'mariadb', { rows: 5 });
  const openPlace: ReturnType<typeof places>['openPlace'] = (_guildId, ref) =>
    places().openPlace('', ref.kind === 'own' ? theirs.from : ref);
  const { id } = await guild.start();
  const move = await finish(t, guild.moves({ openPlace }), id);
  t.like(move, { state: 'failed', problem: 'OCCUPIED' });
  t.is((await fenceOf(theirs.source, theirs.guildId))?.mode, 'open');

  const home = await guildIn(places(), 'postgres', 'mariadb', { rows: 5 });
  const { id: circle } = await home.start();
  const toItself = await finish(
    t,
    home.moves({ openPlace: (_guildId, ref) => places().openPlace('', ref && home.from) }),
    circle,
  );
  t.like(toItself, { state: 'failed', problem: 'OCCUPIED' });
  t.is((await fenceOf(home.source, home.guildId))?.mode, 'open');
  t.true(Object.values(await allRows(home.source, home.guildId)).every((list) => list.length > 0));
});

test('a MariaDB on which triggers cannot be made is fenced before it is copied', async (t) => {
  const guild = await guildIn(places(), 'mariadb', 'region', { rows: 60 });
  const before = await allRows(guild.source, guild.guildId);
  const refusing = (raw: typeof guild.source.mover.raw) =>
    ((sql: string, ...rest: []) =>
      sql.startsWith('CREATE TRIGGER')
        ? Promise.reject(
            Object.assign(new Error('no'), { code: 'ER_BINLOG_CREATE_ROUTINE_NEED_SUPER' }),
          )
        : raw(sql, ...rest)) as typeof raw;
  const openPlace: ReturnType<typeof places>['openPlace'] = async (guildId, ref) => {
    const place = await places().openPlace(guildId, ref);
    if (place.engine === 'postgres') return place;
    const mover = new Proxy(place.mover, {
      get(knex, name) {
        if (name === 'raw') return refusing(knex.raw.bind(knex));
        if (name === 'transaction')
          return (work: (trx: typeof knex) => Promise<unknown>) =>
            knex.transaction((trx) =>
              work(
                new Proxy(trx, {
                  get: (of, key) =>
                    key === 'raw' ? refusing(of.raw.bind(of)) : Reflect.get(of, key),
                }) as typeof knex,
              ),
            );
        return Reflect.get(knex, name);
      },
    });
    return { ...place, mover };
  };
  const moves = guild.moves({ openPlace, limits: { directMs: 0 } });
  t.is((await moves.estimate(guild.guildId, guild.to)).way, 'paused');
  t.is(
    (await guild.moves({ limits: { directMs: 0 } }).estimate(guild.guildId, guild.to)).way,
    'live',
  );
  const { id } = await guild.start();
  const move = await finish(t, moves, id);
  t.like(move, { state: 'done', way: 'paused' });
  t.true((move.pauseMs ?? 0) > 0);
  t.deepEqual(await allRows(guild.target, guild.guildId), before);
});

test('an own database that was never used is migrated first', async (t) => {
  const guild = await guildIn(places(), 'region', 'mariadb', { rows: 5 });
  await migrateOwn(guild.target);
  await guild.target.mover.raw('DROP TABLE audit_log');
  const { id } = await guild.start();
  const move = await finish(t, guild.moves(), id);
  t.like(move, { state: 'failed', problem: 'TARGET_SCHEMA' });
  t.is((await fenceOf(guild.source, guild.guildId))?.mode, 'open');
});
