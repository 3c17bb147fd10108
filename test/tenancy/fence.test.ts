import test, { type ExecutionContext } from 'ava';
import pg from 'pg';
import { createTenancy } from '../../tenancy/index.ts';
import { createTenancyConfig, newGuildId, testDatabases } from '../helpers/databases.ts';
import { activityView, runAsSuperuser } from '../helpers/postgres.ts';

async function createFixture(t: ExecutionContext) {
  const urls = await testDatabases();
  const tenancy = createTenancy(createTenancyConfig(urls));
  t.teardown(() => tenancy.close());
  const mover = new pg.Client({
    connectionString: urls.regions[0]!.mover.replace('?sslmode=disable', ''),
  });
  await mover.connect();
  t.teardown(() => mover.end());
  const control = new pg.Client({ connectionString: urls.control.replace('?sslmode=disable', '') });
  await control.connect();
  t.teardown(() => control.end());
  const guildId = newGuildId();
  await tenancy.provision(guildId);
  return { tenancy, mover, control, guildId, urls };
}

const insertCounter =
  (value: number) => (db: { table(name: string): { insert(row: object): PromiseLike<unknown> } }) =>
    Promise.resolve(db.table('guild_counters').insert({ name: `c${value}`, value }));

test('a stale epoch fails in the place itself, and the act runs again with the new one', async (t) => {
  const { tenancy, mover, control, guildId } = await createFixture(t);
  await tenancy.write(guildId, insertCounter(1));
  // The place moves on while this process has not heard of it: no notification for the fence row.
  await mover.query('UPDATE vektra.guild_fence SET epoch = 2 WHERE guild_id = $1', [guildId]);
  await t.throwsAsync(tenancy.write(guildId, insertCounter(2)), { code: 'moving' });
  await control.query('UPDATE guilds SET epoch = 2 WHERE guild_id = $1', [guildId]);
  await tenancy.write(guildId, insertCounter(3));
  const rows = await tenancy.read(guildId, (db) =>
    db.table('guild_counters').orderBy('name').select('name'),
  );
  t.deepEqual(
    rows.map(({ name }) => name),
    ['c1', 'c3'],
  );
});

test('a write waits for a fence that opens again, and gives up on one that does not', async (t) => {
  const { tenancy, mover, guildId } = await createFixture(t);
  await mover.query(`UPDATE vektra.guild_fence SET mode = 'fenced' WHERE guild_id = $1`, [guildId]);
  const waiting = tenancy.write(guildId, insertCounter(1));
  await mover.query(`UPDATE vektra.guild_fence SET mode = 'open' WHERE guild_id = $1`, [guildId]);
  await t.notThrowsAsync(waiting);
  await mover.query(`UPDATE vektra.guild_fence SET mode = 'fenced' WHERE guild_id = $1`, [guildId]);
  await t.throwsAsync(tenancy.write(guildId, insertCounter(2)), { code: 'moving' });
  await t.notThrowsAsync(tenancy.read(guildId, (db) => db.table('guild_counters').select()));
});

test('a mover waits for writers under way, and what they wrote is there when it has the fence', async (t) => {
  const { tenancy, mover, guildId, urls } = await createFixture(t);
  const { promise: canEnd, resolve: end } = Promise.withResolvers<void>();
  const { promise: wrote, resolve: written } = Promise.withResolvers<void>();
  const writing = tenancy.write(guildId, async (db) => {
    await db.table('guild_counters').insert({ name: 'x', value: 1 });
    written();
    await canEnd;
  });
  await wrote;
  let fenced = false;
  const fencing = mover
    .query(`SELECT mode FROM vektra.guild_fence WHERE guild_id = $1 FOR UPDATE`, [guildId])
    .then(() => {
      fenced = true;
    });
  const region = new URL(urls.regions[0]!.mover).pathname.slice(1);
  const blocked = async () => {
    const { rows } = await runAsSuperuser(
      `SELECT count(*)::int AS n FROM ${activityView(region)} WHERE wait_event_type = 'Lock' AND query LIKE '%guild_fence%' AND datname = current_database()`,
      region,
    );
    return rows[0].n > 0;
  };
  while (!(await blocked()));
  t.false(fenced);
  end();
  await Promise.all([writing, fencing]);
  t.true(fenced);
  t.is(
    (await mover.query('SELECT * FROM vektra.guild_counters WHERE guild_id = $1', [guildId]))
      .rowCount,
    1,
  );
});

test('a missing fence row means closed', async (t) => {
  const { tenancy, mover, guildId } = await createFixture(t);
  await mover.query('DELETE FROM vektra.guild_fence WHERE guild_id = $1', [guildId]);
  await t.throwsAsync(tenancy.write(guildId, insertCounter(1)), { code: 'moving' });
  await t.throwsAsync(
    tenancy.read(guildId, (db) => db.table('guild_counters').select()),
    { code: 'moving' },
  );
});

test('an act that swallowed a failed statement is not told that it was saved', async (t) => {
  const { tenancy, guildId } = await createFixture(t);
  await t.throwsAsync(
    tenancy.write(guildId, async (db) => {
      await db.raw('SELECT no_such_function()').catch(() => {});
      return 'saved';
    }),
    { message: /rolled back/ },
  );
});

test('a guild that was never set up is unknown, and a change is seen without asking again', async (t) => {
  const { tenancy, guildId } = await createFixture(t);
  const other = newGuildId();
  await t.throwsAsync(tenancy.write(other, insertCounter(1)), { code: 'unknown_guild' });
  t.is((await tenancy.provision(other)).created, true);
  t.is((await tenancy.provision(other)).created, false);
  await t.notThrowsAsync(tenancy.write(other, insertCounter(1)));
  t.is((await tenancy.getPlacement(guildId)).region, 'eu-uk');
});

test('who is told of a commit meets its hints, and waits for none that does not come', async (t) => {
  const { tenancy, guildId } = await createFixture(t);
  const done: string[] = [];
  const writeWithHook = (hook: () => Promise<void>) =>
    tenancy.write(guildId, async (db) => db.afterCommit(hook));
  await writeWithHook(async () => {
    // Several turns of the event loop, as a statement takes.
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    done.push('slow');
  });
  t.deepEqual(done, ['slow']);

  let runs = 0;
  await writeWithHook(async () => {
    runs++;
    if (runs === 1) throw Object.assign(new Error('lost'), { code: 'ECONNRESET' });
    done.push('again');
  });
  t.deepEqual(done, ['slow', 'again']);

  const { promise: never, resolve: release } = Promise.withResolvers<void>();
  await writeWithHook(() => never);
  release();
  await t.notThrowsAsync(
    writeWithHook(async () => {
      throw new Error('refused');
    }),
  );
});
