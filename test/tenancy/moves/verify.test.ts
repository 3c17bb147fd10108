import test from 'ava';
import type { Checkpoint } from '../../../tenancy/moves/index.ts';
import { finish, guildIn } from './world/guild.ts';
import type { PlaceKind } from './world/places.ts';
import { allRows, fenceOf, tableOf } from './world/rows.ts';
import { suitePlaces } from './world/suite.ts';

const places = suitePlaces(test);
type Guild = Awaited<ReturnType<typeof guildIn>>;

const PLANTED: Record<string, (guild: Guild) => PromiseLike<unknown>> = {
  'a changed value': ({ target, guildId }) =>
    tableOf(target, 'submissions')
      .where({ guild_id: guildId, number: 77 })
      .update({ track_title: 'x' }),
  'a null for an empty text': ({ target, guildId }) =>
    tableOf(target, 'artist_messages').where({ guild_id: guildId }).update({ problem: '' }),
  'a missing row': ({ target, guildId }) =>
    tableOf(target, 'requests').where({ guild_id: guildId, id: 'a0-Z' }).delete(),
  'a row too many': ({ target, guildId }) =>
    tableOf(target, 'outbox_due').insert({ guild_id: guildId, id: 'zzz', due_at: 1 }),
  'a row too many in front': ({ target, guildId }) =>
    tableOf(target, 'outbox_due').insert({ guild_id: guildId, id: '', due_at: 1 }),
};

/** Runs a move in which something is done at a checkpoint. */
async function moved(
  guild: Guild,
  at: Checkpoint,
  what: () => PromiseLike<unknown>,
  finishing: (moves: ReturnType<Guild['moves']>, id: string) => ReturnType<typeof finish>,
) {
  const { id } = await guild.start();
  let done = false;
  const moves = guild.moves({
    async checkpoint(now) {
      if (now !== at || done) return;
      done = true;
      await what();
    },
  });
  return finishing(moves, id);
}

for (const [name, plant] of Object.entries(PLANTED))
  for (const pair of [
    ['region', 'other region'],
    ['region', 'mariadb'],
  ] as [PlaceKind, PlaceKind][])
    test(`${pair.join(' → ')}: ${name} in the copy is found and put right`, async (t) => {
      const guild = await guildIn(places(), ...pair);
      const before = await allRows(guild.source, guild.guildId);
      const move = await moved(
        guild,
        'copy.done',
        () => plant(guild),
        (moves, id) => finish(t, moves, id),
      );
      t.is(move.state, 'done', String(move.problem));
      t.deepEqual(await allRows(guild.target, guild.guildId), before);
    });

test('what differs although it was put right fails the move', async (t) => {
  const guild = await guildIn(places(), 'region', 'postgres');
  const move = await moved(
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
    (moves, id) => finish(t, moves, id),
  );
  t.like(move, { state: 'failed', problem: 'VERIFY audit_log' });
  t.deepEqual(await fenceOf(guild.source, guild.guildId), { epoch: '1', mode: 'open' });
});

test('a row that appears in the target after the verification is counted before the switch', async (t) => {
  const guild = await guildIn(places(), 'region', 'other region');
  const move = await moved(
    guild,
    'verify.done',
    () => PLANTED['a row too many']?.(guild) as PromiseLike<unknown>,
    (moves, id) => finish(t, moves, id),
  );
  t.like(move, { state: 'failed', problem: 'VERIFY outbox_due' });
  t.deepEqual(await fenceOf(guild.source, guild.guildId), { epoch: '1', mode: 'open' });
});
