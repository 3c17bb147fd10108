import test from 'ava';
import { writeAcknowledged } from './fixture/checkpoints.ts';
import type { DatabaseKind } from './fixture/databases.ts';
import { readAllRows } from './fixture/rows.ts';
import { sharedTestDatabases } from './fixture/shared-databases.ts';
import { createTestGuild, runToEnd } from './fixture/test-guild.ts';

const databases = sharedTestDatabases(test);
const PAIRS: [DatabaseKind, DatabaseKind][] = [
  ['region', 'other region'],
  ['mariadb', 'region'],
];

for (const [from, to] of PAIRS)
  test(`${from} → ${to}: rows that change faster than they are brought over pause the writers, and the move ends`, async (t) => {
    t.timeout(180_000);
    const guild = await createTestGuild(databases(), from, to, { rows: 20 });
    const acknowledged: string[] = [];
    let refusedCount = 0;
    /** More than a batch, as long as the place takes them. */
    const writeBatch = async () => {
      for (let turn = 0; turn < 4 && refusedCount === 0; turn++)
        await writeAcknowledged(guild, guild.source, '1').then(
          (name) => acknowledged.push(name),
          (error) => {
            t.is(error.code, 'VK002');
            refusedCount += 1;
          },
        );
    };
    const moves = guild.moves({
      limits: { changeBatchRows: 3 },
      checkpoint: (at) =>
        at === 'copy.done' || at === 'catch_up.applied' ? writeBatch() : undefined,
    });
    const { id } = await guild.start();
    t.is((await runToEnd(t, moves, id)).state, 'done');
    t.is(refusedCount, 1);
    const { guild_counters: counters = [] } = await readAllRows(guild.target, guild.guildId);
    t.deepEqual(
      counters
        .map((line) => JSON.parse(line)[0])
        .filter((name) => name.startsWith('write-'))
        .sort(),
      acknowledged.toSorted(),
    );
  });
