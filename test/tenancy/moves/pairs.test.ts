import test from 'ava';
import { isFull } from '../../helpers/full.ts';
import { finish, guildIn, registryOf } from './world/guild.ts';
import type { PlaceKind } from './world/places.ts';
import { allRows, fenceOf } from './world/rows.ts';
import { suitePlaces } from './world/suite.ts';
import { type Written, writeOn } from './world/writers.ts';

const places = suitePlaces(test);

const FEW: [PlaceKind, PlaceKind][] = [
  ['region', 'other region'],
  ['region', 'mariadb'],
  ['postgres', 'region'],
];
const OTHERS: [PlaceKind, PlaceKind][] = [
  ['region', 'postgres'],
  ['mariadb', 'region'],
  ['postgres', 'mariadb'],
  ['mariadb', 'postgres'],
];
const PAIRS = isFull ? [...FEW, ...OTHERS] : FEW;

for (const [from, to] of PAIRS)
  test(`${from} → ${to}, while others write`, async (t) => {
    t.timeout(180_000);
    const guild = await guildIn(places(), from, to);
    const before = await allRows(guild.source, guild.guildId);
    const { id } = await guild.start();
    const writers = writeOn(places(), guild);
    let kept: Record<string, string[]> | undefined;
    const moves = guild.moves({
      async checkpoint(at) {
        if (at === 'observe.begun') kept = await allRows(guild.source, guild.guildId);
      },
    });
    const move = await finish(t, moves, id);
    await writers.more(30);
    const written = await writers.stop();

    t.is(move.state, 'done', String(move.problem));
    t.true(move.rowsCopied >= move.rowsTotal);
    t.is(typeof move.pauseMs, 'number');
    t.is(written.openPlaces, 1, 'never two places open');
    t.deepEqual(written.staleTaken, 0, 'no write with an old epoch');
    const after = await allRows(guild.target, guild.guildId);
    t.deepEqual(withoutWriters(after), before);
    t.deepEqual(after.submission_events?.filter(isWriters), expected(written));
    // What was acknowledged behind the switch is not in the old place.
    const old = new Set(kept?.submission_events);
    t.false(written.rows.some(({ epoch, line }) => epoch === '2' && old.has(line)));
    t.true(written.rows.some(({ epoch }) => epoch === '1'));
    t.true(written.rows.some(({ epoch }) => epoch === '2'));

    t.like(await registryOf(places(), guild.guildId), { epoch: '2', state: 'active' });
    t.deepEqual(await fenceOf(guild.target, guild.guildId), { epoch: '2', mode: 'open' });
    if (guild.source.managed) {
      t.is(await fenceOf(guild.source, guild.guildId), null);
      t.true(
        Object.values(await allRows(guild.source, guild.guildId)).every((list) => !list.length),
      );
    } else await t.throwsAsync(allRows(guild.source, guild.guildId), undefined, 'tables are gone');
  });

const isWriters = (line: string) => line.includes('writer');
const withoutWriters = (rows: Record<string, string[]>) => ({
  ...rows,
  submission_events: rows.submission_events?.filter((line) => !isWriters(line)),
});
const expected = (written: Written) =>
  written.rows
    .filter(({ isDeleted }) => !isDeleted)
    .map(({ line }) => line)
    .sort();
