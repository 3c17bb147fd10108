import test from 'ava';
import { CHECKPOINTS, type Checkpoint } from '../../../tenancy/moves/index.ts';
import { finish, guildIn, never, registryOf } from './world/guild.ts';
import { freezeAt, runUntil, writeOne } from './world/halting.ts';
import { allRows, countOf, fenceOf } from './world/rows.ts';
import { suitePlaces } from './world/suite.ts';

const places = suitePlaces(test);
const BEFORE_SWITCH = CHECKPOINTS.slice(0, CHECKPOINTS.indexOf('flip.committed'));

for (const at of BEFORE_SWITCH)
  test(`${at}: an abort opens the source and leaves nothing in the target`, async (t) => {
    const guild = await guildIn(places(), 'region', 'other region', { rows: 60 });
    const { id } = await guild.start();
    let write = '';
    await runUntil(guild, id, 'copy.done', async () => {
      write = await writeOne(guild, guild.source, '1');
    });
    const before = await allRows(guild.source, guild.guildId);
    if (BEFORE_SWITCH.indexOf(at) <= BEFORE_SWITCH.indexOf('copy.done')) {
      await guild.moves().abort(id);
      await finish(t, guild.moves(), id);
      await guild.moves().retry(id);
    }
    const zombie = await freezeAt(guild, id, at);
    t.true(zombie.reached);
    await guild.moves().abort(id);
    t.is((await guild.moves().run(id, never())).state, 'aborted');
    // The former mover wakes up, and cannot close the source again.
    await zombie.thaw();

    t.deepEqual(await fenceOf(guild.source, guild.guildId), { epoch: '1', mode: 'open' });
    t.is(await fenceOf(guild.target, guild.guildId), null);
    t.is(countOf(await allRows(guild.target, guild.guildId)), 0);
    t.deepEqual(await allRows(guild.source, guild.guildId), before);
    t.true(write !== '');
    t.like(await registryOf(places(), guild.guildId), { state: 'active', epoch: '1' });
    t.false((await guild.moves().dueMoves()).includes(id));
    await t.notThrowsAsync(writeOne(guild, guild.source, '1'));
    // And it can be moved again.
    const again = await guild.moves().start({
      guildId: guild.guildId,
      to: guild.to,
      by: 'test',
      reason: 'again',
    });
    t.is((await finish(t, guild.moves(), again.id)).state, 'done');
  });

for (const at of ['flip.committed', 'observe.begun'] as Checkpoint[])
  test(`${at}: it is too late to abort or to pause`, async (t) => {
    const guild = await guildIn(places(), 'region', 'other region', { rows: 5 });
    const { id } = await guild.start();
    t.true(await runUntil(guild, id, at));
    await t.throwsAsync(guild.moves().abort(id), { code: 'move_over' });
    await t.throwsAsync(guild.moves().pause(id), { code: 'move_over' });
    t.is((await finish(t, guild.moves(), id)).state, 'done');
    await t.throwsAsync(guild.moves().retry(id), { code: 'move_over' });
  });

test('with a dead target, an abort opens the source at once; the target is tidied when it is back', async (t) => {
  const guild = await guildIn(places(), 'mariadb', 'postgres', { rows: 60 });
  const { id } = await guild.start();
  t.true(await runUntil(guild, id, 'fence.closed'));
  t.is((await fenceOf(guild.source, guild.guildId))?.mode, 'fenced');
  await guild.moves().abort(id);
  const openPlace: ReturnType<typeof places>['openPlace'] = async (guildId, ref) => {
    if (ref.kind === 'own' && ref.engine === 'postgres')
      throw Object.assign(new Error('dead'), { code: 'ECONNREFUSED' });
    return places().openPlace(guildId, ref);
  };
  const move = await guild.moves({ openPlace }).run(id, never());
  t.is(move.state, 'aborted');
  t.is((await fenceOf(guild.source, guild.guildId))?.mode, 'open');
  t.true(countOf(await allRows(guild.target, guild.guildId)) > 0);
  const later = Date.now() + 3_600_000;
  t.true((await guild.moves().dueMoves(later)).includes(id));
  await guild.moves().run(id, never());
  t.is(countOf(await allRows(guild.target, guild.guildId)), 0);
  t.is(await fenceOf(guild.target, guild.guildId), null);
  t.false((await guild.moves().dueMoves(later)).includes(id));
  const [triggers] = await guild.source.mover.raw('SHOW TRIGGERS');
  t.deepEqual(triggers, []);
});

test('a paused move lets writes go on, and is resumed', async (t) => {
  for (const [at, way] of [
    ['copy.chunk', 'live'],
    ['fence.closed', 'live'],
    ['copy.chunk', 'direct'],
  ] as const) {
    const guild = await guildIn(places(), 'region', 'other region', { rows: 60 });
    const { id } = await guild.start(way);
    t.true(await runUntil(guild, id, at));
    await guild.moves().pause(id);
    await guild.moves().run(id, never());
    await t.notThrowsAsync(writeOne(guild, guild.source, '1'));
    t.false((await guild.moves().dueMoves()).includes(id));
    t.is((await guild.moves().run(id, never())).state, 'paused');
    await guild.moves().resume(id);
    const move = await finish(t, guild.moves(), id);
    t.is(move.state, 'done', String(move.problem));
    t.true(JSON.stringify(await allRows(guild.target, guild.guildId)).includes('write-'));
  }
});

test('an own database that is gone for good is left behind, and its secret is given up', async (t) => {
  const guild = await guildIn(places(), 'mariadb', 'region', { rows: 5 });
  const { id } = await guild.start('direct');
  t.true(await runUntil(guild, id, 'flip.committed'));
  const openPlace: ReturnType<typeof places>['openPlace'] = async (guildId, ref) => {
    if (ref.kind === 'own') throw Object.assign(new Error('dead'), { code: 'ECONNREFUSED' });
    return places().openPlace(guildId, ref);
  };
  let hours = 0;
  const retired: string[] = [];
  const moves = guild.moves({
    openPlace,
    now: () => Date.now() + hours * 3_600_000,
    onRetired: async (move) => void retired.push(move.id),
  });
  // The new place opens without it.
  t.like(await moves.run(id, never()), { step: 'retire', state: 'running' });
  t.is((await fenceOf(guild.target, guild.guildId))?.mode, 'open');
  t.is((await fenceOf(guild.source, guild.guildId))?.mode, 'fenced');
  t.deepEqual(retired, []);
  for (hours of [0.5, 1.5]) {
    t.true((await moves.dueMoves()).includes(id));
    await moves.run(id, never());
  }
  t.like(await moves.get(id), { state: 'done', problem: 'SOURCE_AWAY' });
  t.deepEqual(retired, [id]);
});

test('a registry that says something else at the switch is not overwritten', async (t) => {
  const guild = await guildIn(places(), 'region', 'other region', { rows: 5 });
  const { id } = await guild.start();
  const row = { guild_id: guild.guildId };
  await runUntil(guild, id, 'flip.before', () =>
    places().control('guilds').where(row).update({ state: 'removing' }),
  );
  const move = await finish(t, guild.moves(), id);
  t.is(move.state, 'failed');
  t.like(await registryOf(places(), guild.guildId), { state: 'removing', epoch: '1' });
  t.is(await fenceOf(guild.target, guild.guildId), null);
  t.deepEqual(await fenceOf(guild.source, guild.guildId), { epoch: '1', mode: 'open' });
});
