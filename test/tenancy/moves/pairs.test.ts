import test from 'ava';
import { isFull } from '../../helpers/test-matrix.ts';
import type { DatabaseKind } from './fixture/databases.ts';
import { readAllRows, readFenceRow } from './fixture/rows.ts';
import { sharedTestDatabases } from './fixture/shared-databases.ts';
import { createTestGuild, readRegistryRow, runToEnd } from './fixture/test-guild.ts';
import { startWriters, type WriteLog } from './fixture/writers.ts';

const databases = sharedTestDatabases(test);

const QUICK_PAIRS: [DatabaseKind, DatabaseKind][] = [
  ['region', 'other region'],
  ['region', 'mariadb'],
];
const OTHER_PAIRS: [DatabaseKind, DatabaseKind][] = [
  ['region', 'postgres'],
  ['pooled', 'region'],
  ['postgres', 'region'],
  ['region', 'pooled'],
  ['mariadb', 'region'],
  ['postgres', 'mariadb'],
  ['mariadb', 'postgres'],
];
const PAIRS = isFull ? [...QUICK_PAIRS, ...OTHER_PAIRS] : QUICK_PAIRS;

for (const [from, to] of PAIRS)
  test(`${from} → ${to}, while others write`, async (t) => {
    t.timeout(180_000);
    const guild = await createTestGuild(databases(), from, to);
    const before = await readAllRows(guild.source, guild.guildId);
    const { id } = await guild.start();
    const writers = startWriters(databases(), guild);
    let sourceAfterSwitch: Record<string, string[]> | undefined;
    const moves = guild.moves({
      async checkpoint(at) {
        if (at === 'observe.begun')
          sourceAfterSwitch = await readAllRows(guild.source, guild.guildId);
      },
    });
    const move = await runToEnd(t, moves, id);
    await writers.waitForMore(30);
    const written = await writers.stop();

    t.is(move.state, 'done', String(move.problem));
    t.true(move.rowsCopied >= move.rowsTotal);
    t.is(typeof move.pauseMs, 'number');
    t.is(written.maxOpenDatabases, 1, 'never two places open');
    t.deepEqual(written.staleAccepted, 0, 'no write with an old epoch');
    const after = await readAllRows(guild.target, guild.guildId);
    t.deepEqual(withoutWriterRows(after), before);
    t.deepEqual(after.submission_events?.filter(isWriterRow), expectedWriterRows(written));
    // What was acknowledged behind the switch is not in the old place.
    const oldEvents = new Set(sourceAfterSwitch?.submission_events);
    t.false(
      written.rows.some(({ epoch, serialized }) => epoch === '2' && oldEvents.has(serialized)),
    );
    t.true(written.rows.some(({ epoch }) => epoch === '1'));
    t.true(written.rows.some(({ epoch }) => epoch === '2'));

    t.like(await readRegistryRow(databases(), guild.guildId), { epoch: '2', state: 'active' });
    t.deepEqual(await readFenceRow(guild.target, guild.guildId), { epoch: '2', mode: 'open' });
    if (guild.source.isManaged) {
      t.is(await readFenceRow(guild.source, guild.guildId), null);
      t.true(
        Object.values(await readAllRows(guild.source, guild.guildId)).every((list) => !list.length),
      );
    } else
      await t.throwsAsync(readAllRows(guild.source, guild.guildId), undefined, 'tables are gone');
  });

const isWriterRow = (line: string) => line.includes('writer');
const withoutWriterRows = (rows: Record<string, string[]>) => ({
  ...rows,
  submission_events: rows.submission_events?.filter((line) => !isWriterRow(line)),
});
const expectedWriterRows = (written: WriteLog) =>
  written.rows
    .filter(({ isDeleted }) => !isDeleted)
    .map(({ serialized }) => serialized)
    .sort();
