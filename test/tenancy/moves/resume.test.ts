import test, { type ExecutionContext } from 'ava';
import { CHECKPOINTS, type Checkpoint } from '../../../tenancy/moves/index.ts';
import { isFull, pickCases } from '../../helpers/test-matrix.ts';
import { freezeAtCheckpoint, runUntil, writeAcknowledged } from './fixture/checkpoints.ts';
import type { DatabaseKind } from './fixture/databases.ts';
import { readAllRows, readFenceRow } from './fixture/rows.ts';
import { sharedTestDatabases } from './fixture/shared-databases.ts';
import { createTestGuild, readRegistryRow, runToEnd } from './fixture/test-guild.ts';

const databases = sharedTestDatabases(test);

/** Until here the source takes writes, unless it was fenced. */
const SWITCH_INDEX = CHECKPOINTS.indexOf('flip.committed');
const CHECKPOINTS_BEFORE_FENCE: Checkpoint[] = [
  'prepare.begun',
  'prepare.target',
  'copy.chunk',
  'copy.done',
];

/** Before, while and after the process stops, somebody writes wherever it is possible. */
async function testInterrupted(
  t: ExecutionContext,
  pair: [DatabaseKind, DatabaseKind],
  way: 'live' | 'direct',
  interruption: 'ends' | 'freezes',
  checkpoint: Checkpoint,
): Promise<void> {
  const guild = await createTestGuild(databases(), ...pair, { rows: 60 });
  const before = await readAllRows(guild.source, guild.guildId);
  const { id } = await guild.start(way);
  const acknowledged: string[] = [];
  const tryWrite = async () => {
    const { epoch } = await readRegistryRow(databases(), guild.guildId);
    const database = epoch === '1' ? guild.source : guild.target;
    await writeAcknowledged(guild, database, epoch).then(
      (name) => acknowledged.push(name),
      (error) => t.regex(String(error.code), /VK00[12]/),
    );
  };
  // Something to catch up with, so that its checkpoint is met.
  await runUntil(guild, id, 'copy.done', tryWrite);
  if (CHECKPOINTS_BEFORE_FENCE.includes(checkpoint)) {
    await guild.moves().abort(id);
    await runToEnd(t, guild.moves(), id);
    await guild.moves().retry(id);
  }
  const frozenMover =
    interruption === 'freezes' ? await freezeAtCheckpoint(guild, id, checkpoint) : null;
  if (!frozenMover) await runUntil(guild, id, checkpoint);
  await tryWrite();
  const move = await runToEnd(t, guild.moves(), id);
  t.is(move.state, 'done', String(move.problem));
  t.is(move.rowsTotal > 0, true);
  await tryWrite();
  await frozenMover?.thaw();
  await tryWrite();

  const after = await readAllRows(guild.target, guild.guildId);
  const isTestRow = (line: string) => line.includes('write-');
  const withoutTestRows = {
    ...after,
    guild_counters: after.guild_counters?.filter((line) => !isTestRow(line)),
  };
  t.deepEqual(withoutTestRows, before);
  t.deepEqual(
    after.guild_counters?.filter(isTestRow).map((line) => JSON.parse(line)[0]),
    acknowledged.toSorted(),
  );
  t.true(acknowledged.length >= (way === 'live' ? 2 : 1), 'writes went on');
  if (CHECKPOINTS.indexOf(checkpoint) > SWITCH_INDEX) t.true(acknowledged.length >= 2);
  t.deepEqual(await readFenceRow(guild.target, guild.guildId), { epoch: '2', mode: 'open' });
  t.like(await readRegistryRow(databases(), guild.guildId), { state: 'active', epoch: '2' });
}

for (const checkpoint of pickCases(CHECKPOINTS, ['copy.chunk', 'flip.target'])) {
  if (isFull)
    test(`${checkpoint}: a mover that ended there is followed by another one`, (t) =>
      testInterrupted(t, ['region', 'other region'], 'live', 'ends', checkpoint));
  test(`${checkpoint}: a mover that froze there does no harm when it wakes`, (t) =>
    testInterrupted(t, ['region', 'other region'], 'live', 'freezes', checkpoint));
}

for (const checkpoint of pickCases<Checkpoint>(
  ['prepare.source', 'copy.chunk', 'fence.closed', 'flip.source'],
  ['copy.chunk', 'flip.source'],
)) {
  test(`${checkpoint}: MariaDB to Postgres goes on`, (t) =>
    testInterrupted(t, ['mariadb', 'postgres'], 'live', 'ends', checkpoint));
  test(`${checkpoint}: Postgres to MariaDB, frozen`, (t) =>
    testInterrupted(t, ['postgres', 'mariadb'], 'live', 'freezes', checkpoint));
  test(`${checkpoint}: a small guild that was fenced first`, (t) =>
    testInterrupted(t, ['postgres', 'region'], 'direct', 'freezes', checkpoint));
}

test('an own database of which only some tables are left is retired to its end', async (t) => {
  const guild = await createTestGuild(databases(), 'mariadb', 'region', { rows: 5 });
  const { id } = await guild.start('direct');
  t.true(
    await runUntil(guild, id, 'retire.erased', () =>
      guild.source.mover.raw('DROP TABLE guild_settings, schema_ledger'),
    ),
  );
  const move = await runToEnd(t, guild.moves(), id);
  t.like(move, { state: 'done', problem: null });
  const [tables] = await guild.source.mover.raw('SHOW TABLES');
  t.deepEqual(tables, []);
});
