import test, { type ExecutionContext } from 'ava';
import { CHECKPOINTS, type Checkpoint } from '../../../tenancy/moves/index.ts';
import { isFull } from '../../helpers/full.ts';
import { finish, guildIn, registryOf } from './world/guild.ts';
import { freezeAt, runUntil, writeOne } from './world/halting.ts';
import type { PlaceKind } from './world/places.ts';
import { allRows, fenceOf } from './world/rows.ts';
import { suitePlaces } from './world/suite.ts';

const places = suitePlaces(test);

/** Until here the source takes writes, unless it was fenced. */
const SWITCH = CHECKPOINTS.indexOf('flip.committed');
const OPEN: Checkpoint[] = ['prepare.begun', 'prepare.target', 'copy.chunk', 'copy.done'];

/** Before, while and after the process stops, somebody writes wherever it is possible. */
async function interrupted(
  t: ExecutionContext,
  pair: [PlaceKind, PlaceKind],
  way: 'live' | 'direct',
  stop: 'ends' | 'freezes',
  at: Checkpoint,
): Promise<void> {
  const guild = await guildIn(places(), ...pair, { rows: 60 });
  const before = await allRows(guild.source, guild.guildId);
  const { id } = await guild.start(way);
  const acknowledged: string[] = [];
  const tryWrite = async () => {
    const { epoch } = await registryOf(places(), guild.guildId);
    const place = epoch === '1' ? guild.source : guild.target;
    await writeOne(guild, place, epoch).then(
      (name) => acknowledged.push(name),
      (error) => t.regex(String(error.code), /VK00[12]/),
    );
  };
  // Something to catch up with, so that its checkpoint is met.
  await runUntil(guild, id, 'copy.done', tryWrite);
  if (OPEN.includes(at)) {
    await guild.moves().abort(id);
    await finish(t, guild.moves(), id);
    await guild.moves().retry(id);
  }
  const zombie = stop === 'freezes' ? await freezeAt(guild, id, at) : null;
  if (!zombie) await runUntil(guild, id, at);
  await tryWrite();
  const move = await finish(t, guild.moves(), id);
  t.is(move.state, 'done', String(move.problem));
  t.is(move.rowsTotal > 0, true);
  await tryWrite();
  await zombie?.thaw();
  await tryWrite();

  const after = await allRows(guild.target, guild.guildId);
  const ofTest = (line: string) => line.includes('write-');
  const kept = { ...after, guild_counters: after.guild_counters?.filter((line) => !ofTest(line)) };
  t.deepEqual(kept, before);
  t.deepEqual(
    after.guild_counters?.filter(ofTest).map((line) => JSON.parse(line)[0]),
    acknowledged.toSorted(),
  );
  t.true(acknowledged.length >= (way === 'live' ? 2 : 1), 'writes went on');
  if (CHECKPOINTS.indexOf(at) > SWITCH) t.true(acknowledged.length >= 2);
  t.deepEqual(await fenceOf(guild.target, guild.guildId), { epoch: '2', mode: 'open' });
  t.like(await registryOf(places(), guild.guildId), { state: 'active', epoch: '2' });
}

for (const at of CHECKPOINTS) {
  if (isFull)
    test(`${at}: a mover that ended there is followed by another one`, (t) =>
      interrupted(t, ['region', 'other region'], 'live', 'ends', at));
  test(`${at}: a mover that froze there does no harm when it wakes`, (t) =>
    interrupted(t, ['region', 'other region'], 'live', 'freezes', at));
}

const FEW: Checkpoint[] = ['prepare.source', 'copy.chunk', 'fence.closed', 'flip.source'];
for (const at of FEW) {
  test(`${at}: MariaDB to Postgres goes on`, (t) =>
    interrupted(t, ['mariadb', 'postgres'], 'live', 'ends', at));
  test(`${at}: Postgres to MariaDB, frozen`, (t) =>
    interrupted(t, ['postgres', 'mariadb'], 'live', 'freezes', at));
  test(`${at}: a small guild that was fenced first`, (t) =>
    interrupted(t, ['postgres', 'region'], 'direct', 'freezes', at));
}
