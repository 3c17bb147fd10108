import test from 'ava';
import type { Checkpoint } from '../../../tenancy/moves/index.ts';
import { pickCases } from '../../helpers/test-matrix.ts';
import type { DatabaseKind } from './fixture/databases.ts';
import { queryTable, readAllRows, readFenceRow } from './fixture/rows.ts';
import { sharedTestDatabases } from './fixture/shared-databases.ts';
import { createTestGuild, runToEnd } from './fixture/test-guild.ts';

const databases = sharedTestDatabases(test);
type Guild = Awaited<ReturnType<typeof createTestGuild>>;

const TAMPERINGS = {
  'a changed value': ({ target, guildId }) =>
    queryTable(target, 'submissions')
      .where({ guild_id: guildId, number: 77 })
      .update({ track_title: 'x' }),
  'a null for an empty text': ({ target, guildId }) =>
    queryTable(target, 'artist_messages').where({ guild_id: guildId }).update({ problem: '' }),
  'a missing row': ({ target, guildId }) =>
    queryTable(target, 'requests').where({ guild_id: guildId, id: 'a0-Z' }).delete(),
  'a row too many': ({ target, guildId }) =>
    queryTable(target, 'outbox_due').insert({ guild_id: guildId, id: 'zzz', due_at: 1 }),
  'a row too many in front': ({ target, guildId }) =>
    queryTable(target, 'outbox_due').insert({ guild_id: guildId, id: '', due_at: 1 }),
} satisfies Record<string, (guild: Guild) => PromiseLike<unknown>>;

/** Runs a move in which something is done at a checkpoint. */
async function runTamperedMove(
  guild: Guild,
  checkpoint: Checkpoint,
  tamper: () => PromiseLike<unknown>,
  finishMove: (moves: ReturnType<Guild['moves']>, id: string) => ReturnType<typeof runToEnd>,
) {
  const { id } = await guild.start();
  let hasTampered = false;
  const moves = guild.moves({
    async checkpoint(reachedCheckpoint) {
      if (reachedCheckpoint !== checkpoint || hasTampered) return;
      hasTampered = true;
      await tamper();
    },
  });
  return finishMove(moves, id);
}

for (const name of pickCases(Object.keys(TAMPERINGS) as (keyof typeof TAMPERINGS)[], [
  'a changed value',
  'a row too many in front',
]))
  for (const pair of pickCases<[DatabaseKind, DatabaseKind]>(
    [
      ['region', 'other region'],
      ['region', 'mariadb'],
    ],
    [['region', 'mariadb']],
  ))
    test(`${pair.join(' → ')}: ${name} in the copy is found and put right`, async (t) => {
      const guild = await createTestGuild(databases(), ...pair);
      const before = await readAllRows(guild.source, guild.guildId);
      const move = await runTamperedMove(
        guild,
        'copy.done',
        () => TAMPERINGS[name](guild),
        (moves, id) => runToEnd(t, moves, id),
      );
      t.is(move.state, 'done', String(move.problem));
      t.deepEqual(await readAllRows(guild.target, guild.guildId), before);
    });

test('what differs although it was put right fails the move', async (t) => {
  const guild = await createTestGuild(databases(), 'region', 'postgres');
  const move = await runTamperedMove(
    guild,
    'prepare.target',
    async () => {
      await guild.target.mover.raw(
        `CREATE FUNCTION vektra.spoil() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN NEW.actor_name := 'spoilt'; RETURN NEW; END $$`,
      );
      await guild.target.mover.raw(
        'CREATE TRIGGER spoil BEFORE INSERT ON vektra.audit_log FOR EACH ROW EXECUTE FUNCTION vektra.spoil()',
      );
    },
    (moves, id) => runToEnd(t, moves, id),
  );
  t.like(move, { state: 'failed', problem: 'VERIFY audit_log' });
  t.deepEqual(await readFenceRow(guild.source, guild.guildId), { epoch: '1', mode: 'open' });
});

test('a row that appears in the target after the verification is counted before the switch', async (t) => {
  const guild = await createTestGuild(databases(), 'region', 'other region');
  const move = await runTamperedMove(
    guild,
    'verify.done',
    () => TAMPERINGS['a row too many']?.(guild) as PromiseLike<unknown>,
    (moves, id) => runToEnd(t, moves, id),
  );
  t.like(move, { state: 'failed', problem: 'VERIFY outbox_due' });
  t.deepEqual(await readFenceRow(guild.source, guild.guildId), { epoch: '1', mode: 'open' });
});

test('a change of a table that the mover does not know is not passed over', async (t) => {
  const guild = await createTestGuild(databases(), 'region', 'mariadb');
  const move = await runTamperedMove(
    guild,
    'copy.done',
    () =>
      queryTable(guild.source, 'move_changes').insert({
        guild_id: guild.guildId,
        id: 'unknown',
        table_name: 'guild_counters_102024',
        row_key: '["a"]',
      }),
    (moves, id) => runToEnd(t, moves, id),
  );
  t.like(move, { state: 'failed', problem: 'VERIFY move_changes' });
  t.deepEqual(await readFenceRow(guild.source, guild.guildId), { epoch: '1', mode: 'open' });
});
