import test from 'ava';
import { v7 as uuidv7 } from 'uuid';
import { createTenancy } from '../../tenancy/index.ts';
import { CONTROL_RULES, GUILD_RULES } from '../../tenancy/retention/retention-rules.ts';
import { createTenancyConfig, newGuildId, testDatabases } from '../helpers/databases.ts';

const NOW = Date.parse('2026-11-29T12:00:00Z');
/** A row of each rule's table; `$at` is its time. */
const INSERT_SQL: Record<string, string> = {
  setup_links: `(token_hash, guild_id, user_id, expires_at) VALUES ($1, 1, 2, $2)`,
  setup_sessions: `(guild_id, user_id, expires_at) VALUES (hashtext($1), 2, $2)`,
  sessions: `(id_hash, user_id, user_name, sealed_tokens, tokens_expire_at, created_at, expires_at)
    VALUES (convert_to($1, 'UTF8'), 2, 'x', 'x', 1, 1, $2)`,
  form_drafts: `(id_hash, user_id, fields, expires_at) VALUES (convert_to($1, 'UTF8'), 2, '{}', $2)`,
  requests: `(guild_id, id, fingerprint, at) VALUES (1, $1, 'x', $2)`,
  open_items: `(user_id, guild_id, kind, number, touched_at) VALUES (hashtext($1), 1, 'submission', 1, $2)`,
  plan_reminders: `(guild_id, ended_at, stage, told_at) VALUES (hashtext($1), 1, 'ended', $2)`,
  moves: `(id, guild_id, from_place, to_place, epoch, way, step, state, rows_total, rows_copied,
    bytes_copied, leftovers, requested_by, reason, started_at, stepped_at, ended_at)
    VALUES (gen_random_uuid(), hashtext($1), '{}', '{}', 1, 'live', 'retire', 'done', 0, 0, 0, false, 'x', 'x', 1, 1, $2)`,
  guild_profiles: `(guild_id, name, owner_id, present, seen_at) VALUES (hashtext($1), 'x', 1, false, $2)`,
  operator_audit: `(id, at, operator, act, reason, details)
    VALUES (gen_random_uuid(), $2, $1, 'x', 'x', '{}')`,
};

/** A row of a guild's table that has a rule. */
function toGuildRow(table: string, time: { id: string; at: number }): Record<string, unknown> {
  if (table === 'requests') return { ...time, answer: null };
  const actor = { ...time, actor_id: '1', actor_name: 'x', source: 'system' };
  return table === 'events'
    ? { ...actor, subject_type: 'guild', subject_id: '1', kind: 'x', data: '{}' }
    : { ...actor, act: 'x', details: '{}' };
}

test('what is kept no longer goes, once a day; everything else stays', async (t) => {
  let now = NOW;
  const tenancy = createTenancy(
    createTenancyConfig(await testDatabases(undefined, { own: true })),
    {
      now: () => now,
    },
  );
  t.teardown(() => tenancy.close());
  const pool = tenancy.createJobPool(1);
  t.deepEqual(Object.keys(INSERT_SQL).sort(), CONTROL_RULES.map(({ table }) => table).sort());
  const countRows = async (table: string) =>
    Number((await pool.query(`SELECT count(*) AS n FROM ${table}`)).rows[0].n);
  for (const { table, keepMs } of CONTROL_RULES) {
    await pool.query(`INSERT INTO ${table} ${INSERT_SQL[table]}`, ['old', NOW - keepMs - 1]);
    await pool.query(`INSERT INTO ${table} ${INSERT_SQL[table]}`, ['young', NOW - keepMs + 1]);
  }
  const guildId = newGuildId();
  await tenancy.provision(guildId);
  await tenancy.write(guildId, async (db) => {
    for (const { table, keepMs } of GUILD_RULES)
      for (const at of [NOW - keepMs - 1_000, NOW - keepMs + 1_000]) {
        const id = uuidv7({ msecs: at });
        await db.table(table).insert(toGuildRow(table, { id, at }));
      }
  });

  const oldEvent = { id: uuidv7({ msecs: 1 }), at: 1 };
  const sharedId = await tenancy.write(guildId, async (db) => {
    // An id is unique per subject only: this one has that of a guild's event which goes.
    const [id] = await db
      .table('events')
      .where('subject_type', 'guild')
      .orderBy('id')
      .limit(1)
      .pluck('id');
    for (const event of [oldEvent, { ...oldEvent, id: id! }])
      await db
        .table('events' as string)
        .insert({ ...toGuildRow('events', event), subject_type: 'submission' });
    return id!;
  });

  const results = await tenancy.runRetention(new AbortController().signal);
  const ofSubmission = await tenancy.read(guildId, async (db) =>
    db.table('events').where('subject_type', 'submission').orderBy('id').pluck('id'),
  );
  t.deepEqual(ofSubmission, [oldEvent.id, sharedId], 'live as long as their submission');
  await tenancy.write(guildId, async (db) => {
    await db.table('events').where('subject_type', 'submission').delete();
  });
  t.deepEqual(
    results.map(({ rule, removed, failedGuilds }) => [rule, removed, failedGuilds]),
    [...CONTROL_RULES, ...GUILD_RULES].map(({ name }) => [name, 1, 0]),
  );
  for (const { table } of CONTROL_RULES) t.is(await countRows(table), 1, table);
  for (const { table } of GUILD_RULES)
    t.is((await tenancy.read(guildId, async (db) => db.table(table).select('id'))).length, 1);

  t.deepEqual(await tenancy.runRetention(new AbortController().signal), [], 'the same day');
  now += 86_400_000;
  const nextDay = await tenancy.runRetention(new AbortController().signal);
  t.is(nextDay.length, results.length);
  const { rows } = await pool.query('SELECT removed_total FROM retention WHERE rule = $1', [
    'moves',
  ]);
  t.is(Number(rows[0].removed_total), 2);
});

test('a place of a server is not forgotten with its profile, nor a move that left something behind', async (t) => {
  const tenancy = createTenancy(
    createTenancyConfig(await testDatabases(undefined, { own: true })),
    {
      now: () => NOW,
    },
  );
  t.teardown(() => tenancy.close());
  const pool = tenancy.createJobPool(1);
  const guildId = newGuildId();
  await tenancy.provision(guildId);
  await pool.query(
    `INSERT INTO guild_profiles (guild_id, name, owner_id, present, seen_at) VALUES ($1, 'x', 1, false, 1)`,
    [guildId],
  );
  await pool.query(`INSERT INTO moves ${INSERT_SQL.moves}`, ['old', 1]);
  await pool.query('UPDATE moves SET leftovers = true');
  await tenancy.runRetention(new AbortController().signal);
  for (const table of ['guild_profiles', 'moves'])
    t.is(Number((await pool.query(`SELECT count(*) AS n FROM ${table}`)).rows[0].n), 1, table);
});
