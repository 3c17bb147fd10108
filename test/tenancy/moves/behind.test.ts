import test from 'ava';
import { finish, guildIn } from './world/guild.ts';
import { writeOne } from './world/halting.ts';
import type { PlaceKind } from './world/places.ts';
import { allRows } from './world/rows.ts';
import { suitePlaces } from './world/suite.ts';

const places = suitePlaces(test);
const PAIRS: [PlaceKind, PlaceKind][] = [
  ['region', 'other region'],
  ['mariadb', 'region'],
];

for (const [from, to] of PAIRS)
  test(`${from} → ${to}: rows that change faster than they are brought over pause the writers, and the move ends`, async (t) => {
    t.timeout(180_000);
    const guild = await guildIn(places(), from, to, { rows: 20 });
    const acknowledged: string[] = [];
    let refused = 0;
    /** More than a batch, as long as the place takes them. */
    const write = async () => {
      for (let turn = 0; turn < 4 && refused === 0; turn++)
        await writeOne(guild, guild.source, '1').then(
          (name) => acknowledged.push(name),
          (error) => {
            t.is(error.code, 'VK002');
            refused += 1;
          },
        );
    };
    const moves = guild.moves({
      limits: { changeRows: 3 },
      checkpoint: (at) => (at === 'copy.done' || at === 'catch_up.applied' ? write() : undefined),
    });
    const { id } = await guild.start();
    t.is((await finish(t, moves, id)).state, 'done');
    t.is(refused, 1);
    const { guild_counters: counters = [] } = await allRows(guild.target, guild.guildId);
    t.deepEqual(
      counters
        .map((line) => JSON.parse(line)[0])
        .filter((name) => name.startsWith('write-'))
        .sort(),
      acknowledged.toSorted(),
    );
  });
