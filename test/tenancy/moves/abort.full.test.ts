import test from 'ava';
import { CHECKPOINTS, type Checkpoint } from '../../../tenancy/moves/index.ts';
import { pickCases } from '../../helpers/test-matrix.ts';
import { freezeAtCheckpoint, runUntil, writeAcknowledged } from './fixture/checkpoints.ts';
import { countAllRows, readAllRows, readFenceRow } from './fixture/rows.ts';
import { sharedTestDatabases } from './fixture/shared-databases.ts';
import { createTestGuild, neverAborted, readRegistryRow, runToEnd } from './fixture/test-guild.ts';

const databases = sharedTestDatabases(test);
const BEFORE_SWITCH = CHECKPOINTS.slice(0, CHECKPOINTS.indexOf('flip.committed'));

for (const checkpoint of pickCases(BEFORE_SWITCH, [
  'prepare.target',
  'copy.chunk',
  'fence.closed',
  'flip.before',
]))
  test(`${checkpoint}: an abort opens the source and leaves nothing in the target`, async (t) => {
    const guild = await createTestGuild(databases(), 'region', 'other region', { rows: 60 });
    const { id } = await guild.start();
    let writtenName = '';
    await runUntil(guild, id, 'copy.done', async () => {
      writtenName = await writeAcknowledged(guild, guild.source, '1');
    });
    const before = await readAllRows(guild.source, guild.guildId);
    if (BEFORE_SWITCH.indexOf(checkpoint) <= BEFORE_SWITCH.indexOf('copy.done')) {
      await guild.moves().abort(id);
      await runToEnd(t, guild.moves(), id);
      await guild.moves().retry(id);
    }
    const frozenMover = await freezeAtCheckpoint(guild, id, checkpoint);
    t.true(frozenMover.isReached);
    await guild.moves().abort(id);
    t.is((await guild.moves().run(id, neverAborted())).state, 'aborted');
    // The former mover wakes up, and cannot close the source again.
    await frozenMover.thaw();

    t.deepEqual(await readFenceRow(guild.source, guild.guildId), { epoch: '1', mode: 'open' });
    t.is(await readFenceRow(guild.target, guild.guildId), null);
    t.is(countAllRows(await readAllRows(guild.target, guild.guildId)), 0);
    t.deepEqual(await readAllRows(guild.source, guild.guildId), before);
    t.true(writtenName !== '');
    t.like(await readRegistryRow(databases(), guild.guildId), { state: 'active', epoch: '1' });
    t.false((await guild.moves().listDue()).includes(id));
    await t.notThrowsAsync(writeAcknowledged(guild, guild.source, '1'));
    // And it can be moved again.
    const again = await guild.moves().start({
      guildId: guild.guildId,
      to: guild.to,
      requestedBy: 'test',
      reason: 'again',
    });
    t.is((await runToEnd(t, guild.moves(), again.id)).state, 'done');
  });

for (const checkpoint of ['flip.committed', 'observe.begun'] as Checkpoint[])
  test(`${checkpoint}: it is too late to abort or to pause`, async (t) => {
    const guild = await createTestGuild(databases(), 'region', 'other region', { rows: 5 });
    const { id } = await guild.start();
    t.true(await runUntil(guild, id, checkpoint));
    await t.throwsAsync(guild.moves().abort(id), { code: 'move_over' });
    await t.throwsAsync(guild.moves().pause(id), { code: 'move_over' });
    t.is((await runToEnd(t, guild.moves(), id)).state, 'done');
    await t.throwsAsync(guild.moves().retry(id), { code: 'move_over' });
  });

test('with a dead target, an abort opens the source at once; the target is tidied when it is back', async (t) => {
  const guild = await createTestGuild(databases(), 'mariadb', 'postgres', { rows: 60 });
  const { id } = await guild.start();
  t.true(await runUntil(guild, id, 'fence.closed'));
  t.is((await readFenceRow(guild.source, guild.guildId))?.mode, 'fenced');
  await guild.moves().abort(id);
  const openDatabase: ReturnType<typeof databases>['openDatabase'] = async (guildId, ref) => {
    if (ref.kind === 'own' && ref.engine === 'postgres')
      throw Object.assign(new Error('dead'), { code: 'ECONNREFUSED' });
    return databases().openDatabase(guildId, ref);
  };
  const move = await guild.moves({ openDatabase }).run(id, neverAborted());
  t.is(move.state, 'aborted');
  t.is((await readFenceRow(guild.source, guild.guildId))?.mode, 'open');
  t.true(countAllRows(await readAllRows(guild.target, guild.guildId)) > 0);
  const laterMs = Date.now() + 3_600_000;
  t.true((await guild.moves().listDue(laterMs)).includes(id));
  await guild.moves().run(id, neverAborted());
  t.is(countAllRows(await readAllRows(guild.target, guild.guildId)), 0);
  t.is(await readFenceRow(guild.target, guild.guildId), null);
  t.false((await guild.moves().listDue(laterMs)).includes(id));
  const [triggers] = await guild.source.mover.raw('SHOW TRIGGERS');
  t.deepEqual(triggers, []);
});

test('a paused move lets writes go on, and is resumed', async (t) => {
  for (const [checkpoint, way] of [
    ['copy.chunk', 'live'],
    ['fence.closed', 'live'],
    ['copy.chunk', 'direct'],
  ] as const) {
    const guild = await createTestGuild(databases(), 'region', 'other region', { rows: 60 });
    const { id } = await guild.start(way);
    t.true(await runUntil(guild, id, checkpoint));
    await guild.moves().pause(id);
    await guild.moves().run(id, neverAborted());
    await t.notThrowsAsync(writeAcknowledged(guild, guild.source, '1'));
    t.false((await guild.moves().listDue()).includes(id));
    t.is((await guild.moves().run(id, neverAborted())).state, 'paused');
    await guild.moves().resume(id);
    const move = await runToEnd(t, guild.moves(), id);
    t.is(move.state, 'done', String(move.problem));
    t.true(JSON.stringify(await readAllRows(guild.target, guild.guildId)).includes('write-'));
  }
});

test('an own database that is gone for good is left behind, and its secret is given up', async (t) => {
  const guild = await createTestGuild(databases(), 'mariadb', 'region', { rows: 5 });
  const { id } = await guild.start('direct');
  t.true(await runUntil(guild, id, 'flip.committed'));
  const openDatabase: ReturnType<typeof databases>['openDatabase'] = async (guildId, ref) => {
    if (ref.kind === 'own') throw Object.assign(new Error('dead'), { code: 'ECONNREFUSED' });
    return databases().openDatabase(guildId, ref);
  };
  let elapsedHours = 0;
  const retiredIds: string[] = [];
  const moves = guild.moves({
    openDatabase,
    now: () => Date.now() + elapsedHours * 3_600_000,
    onRetired: async (move) => void retiredIds.push(move.id),
  });
  // The new place opens without it.
  t.like(await moves.run(id, neverAborted()), { step: 'retire', state: 'running' });
  t.is((await readFenceRow(guild.target, guild.guildId))?.mode, 'open');
  t.is((await readFenceRow(guild.source, guild.guildId))?.mode, 'fenced');
  t.deepEqual(retiredIds, []);
  for (elapsedHours of [0.5, 1.5]) {
    t.true((await moves.listDue()).includes(id));
    await moves.run(id, neverAborted());
  }
  t.like(await moves.get(id), { state: 'done', problem: 'SOURCE_AWAY' });
  t.deepEqual(retiredIds, [id]);
});

test('a registry that says something else at the switch is not overwritten', async (t) => {
  const guild = await createTestGuild(databases(), 'region', 'other region', { rows: 5 });
  const { id } = await guild.start();
  const row = { guild_id: guild.guildId };
  await runUntil(guild, id, 'flip.before', () =>
    databases().control('guilds').where(row).update({ state: 'removing' }),
  );
  const move = await runToEnd(t, guild.moves(), id);
  t.is(move.state, 'failed');
  t.like(await readRegistryRow(databases(), guild.guildId), { state: 'removing', epoch: '1' });
  t.is(await readFenceRow(guild.target, guild.guildId), null);
  t.deepEqual(await readFenceRow(guild.source, guild.guildId), { epoch: '1', mode: 'open' });
});
