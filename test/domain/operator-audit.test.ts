import test, { type ExecutionContext } from 'ava';
import pLimit from 'p-limit';
import { bindOperatorActs, copyAuditToLabels, retryDeadLettersAs } from '../../domain/index.ts';
import { retryDeadLetters } from '../../tenancy/index.ts';
import { actsWorld } from '../helpers/acts.ts';
import { onEveryPlace } from '../helpers/every-place.ts';
import { connectOwn } from '../helpers/own-place.ts';
import { asSuperuser } from '../helpers/postgres.ts';
import { newGuildId, testDatabases, testTenancy } from '../helpers/storage.ts';

const MARA = { userId: '600000000000000001', name: 'Mara' };
/** The audit refuses it; everything else of a change succeeds. */
const REFUSED = 'refused by the audit';

/** A copy is of every label's entries, so also of those of the tests beside: the next one begins when it is done. */
const inTurn = pLimit(1);
const failures: string[] = [];

const REGIONS = ['eu-uk', 'us-east'];

test.before(async () => {
  for (const regions of [undefined, REGIONS])
    await inControl(
      `ALTER TABLE operator_audit ADD CONSTRAINT refuses CHECK (reason <> '${REFUSED}')`,
      regions,
    );
});

async function inControl(sql: string, regions?: string[]) {
  const { control } = await testDatabases(regions);
  return asSuperuser(sql, new URL(control).pathname.slice(1));
}

async function operatorWorld(t: ExecutionContext, now = Date.now) {
  const world = await actsWorld(t, { plan: 'pro', now });
  const deps = { tenancy: world.tenancy, now, discordUrl: 'https://discord.test' };
  const copyAll = () => copyAuditToLabels(deps, (guildId) => failures.push(guildId));
  return {
    ...world,
    deps,
    desk: bindOperatorActs(deps),
    copy: (times = 1) => inTurn(() => Promise.all(Array.from({ length: times }, copyAll))),
    entries: () => world.tenancy.control.listOperatorAudit({ guildId: world.guildId, limit: 50 }),
    labelAudit: () =>
      world.tenancy.read(world.guildId, async (db) =>
        db.table('audit_log').where('source', 'operator').orderBy('id').select(),
      ),
  };
}

const refusesAudit = (t: ExecutionContext, change: Promise<unknown>) =>
  t.throwsAsync(change, { code: '23514' });

test('a change that the audit does not take does not happen: plans', async (t) => {
  const { tenancy, guildId } = await operatorWorld(t);
  const { control } = tenancy;
  const before = await control.listGrants(guildId);
  const change = { operator: MARA.userId, reason: REFUSED, now: Date.now() };
  await refusesAudit(t, control.grantPlan({ ...change, guildId, plan: 'pro_plus', endsAt: null }));
  await refusesAudit(t, control.endGrant({ ...change, id: before[0]!.id }));
  t.deepEqual(await control.listGrants(guildId), before);
});

test('a change that the audit does not take does not happen: moves', async (t) => {
  const tenancy = await testTenancy(t, REGIONS);
  const desk = bindOperatorActs({ tenancy, now: Date.now, discordUrl: 'https://discord.test' });
  const guildId = newGuildId();
  await tenancy.provision(guildId, 'eu-uk');
  const region = 'us-east';
  await refusesAudit(t, desk.startMove(MARA, { guildId, region, reason: REFUSED }));
  t.is(await tenancy.moves.latest(guildId), null);

  const { id: moveId } = await desk.startMove(MARA, { guildId, region, reason: 'a test' });
  const state = async () => (await tenancy.moves.get(moveId))?.state;
  for (const [from, change] of [
    ['running', 'pause'],
    ['paused', 'resume'],
    ['running', 'abort'],
    ['aborting', 'reopen'],
    ['aborted', 'retry'],
  ] as const) {
    t.is(await state(), from);
    await refusesAudit(t, desk.changeMove(MARA, { moveId, change, reason: REFUSED }));
    t.is(await state(), from, change);
    await desk.changeMove(MARA, { moveId, change, reason: 'a test' });
  }
  const entries = await tenancy.control.listOperatorAudit({
    guildId,
    operator: MARA.userId,
    limit: 50,
  });
  t.deepEqual(
    entries.map(({ act, details }) => [act, details.moveId]).reverse(),
    ['start', 'pause', 'resume', 'abort', 'reopen', 'retry'].map((act) => [`move.${act}`, moveId]),
  );
});

test.serial('a change that the audit does not take does not happen: secrets', async (t) => {
  const world = await operatorWorld(t);
  const { tenancy, guildId, desk } = world;
  await connectOwn(t, world, 'postgres');
  const { secret } = await tenancy.storage.facts(guildId);
  const { ref } = secret!;
  await refusesAudit(t, desk.changeSecret(MARA, { ref, change: 'revoke', reason: REFUSED }));
  await refusesAudit(t, desk.changeSecret(MARA, { ref, change: 'rotate', reason: REFUSED }));
  const facts = await tenancy.storage.facts(guildId);
  t.is(facts.secret?.state, 'active');
  t.is(facts.rotationAskedAt, null);

  // The label's own database cannot be opened any more: its copy waits, and nothing else does.
  await desk.changeSecret(MARA, { ref, change: 'revoke', reason: 'a test' });
  await world.copy();
  t.true(failures.includes(guildId));
});

onEveryPlace(test)('a label sees in its own audit what operators did to it, once', async (t) => {
  const world = await operatorWorld(t);
  const { guildId, tenancy } = world;
  const id = await tenancy.control.grantPlan({
    guildId,
    plan: 'pro_plus',
    operator: MARA.userId,
    reason: 'for the other label',
    endsAt: null,
    now: Date.now(),
  });
  await world.copy(2);
  await inControl(`UPDATE operator_audit SET label_copy_due_at = 0 WHERE guild_id = ${guildId}`);
  await world.copy();
  const rows = (await world.labelAudit()).filter(({ details }) =>
    /pro_plus/.test(JSON.stringify(details)),
  );
  t.is(rows.length, 1);
  t.like(rows[0], { actor_id: '0', actor_name: "Vektra's operators", act: 'plan.grant' });
  t.notRegex(JSON.stringify(rows), /other label|600000000000000001/);
  t.truthy(id);
});

test('what the version before records is copied; what stood there before the upgrade is not', async (t) => {
  const world = await operatorWorld(t);
  const { guildId } = world;
  const old = (reason: string, more = '') =>
    inControl(
      `INSERT INTO operator_audit (id, at, operator, act, guild_id, reason, details${more && ', label_copy_due_at'})
       VALUES (gen_random_uuid(), ${Date.now()}, 'cli:ops', 'move.pause', ${guildId}, '${reason}', '{}'${more})`,
    );
  await old('by an older process');
  await old('from before', ', NULL');
  await world.copy();
  const acts = (await world.labelAudit()).map(({ act }) => act);
  t.deepEqual(acts.filter((act) => act === 'move.pause').length, 1);
});

test('a label that is away gets its copy when it is back, and nobody waits for it', async (t) => {
  let time = Date.now();
  const world = await operatorWorld(t, () => time);
  const { guildId, tenancy } = world;
  // Not set up anywhere: as good as away.
  const away = newGuildId();
  for (const each of [away, guildId])
    await tenancy.control.grantPlan({
      guildId: each,
      plan: 'starter',
      operator: MARA.userId,
      reason: 'test',
      endsAt: null,
      now: time,
    });
  await world.copy();
  t.true(failures.includes(away));
  t.is((await world.labelAudit()).length, 2);
  await tenancy.provision(away);
  const copies = () =>
    tenancy.read(away, async (db) => db.table('audit_log').where('source', 'operator').select());
  await world.copy();
  t.is((await copies()).length, 0);
  time += 11 * 60_000;
  await world.copy();
  t.is((await copies()).length, 1);
});

test('outside the control database: the intent is recorded before, the outcome after', async (t) => {
  const world = await operatorWorld(t);
  const { deps, guildId } = world;
  const input = { guildId, id: null, reason: 'The channel is back.' };
  await retryDeadLettersAs(deps, MARA, input, async (db) => {
    t.like(await world.entries(), [{ act: 'dead_letters.retry', outcome: 'started' }]);
    return retryDeadLetters(db);
  });
  t.like(await world.entries(), [{ outcome: 'done', code: null }]);
  t.is((await world.labelAudit()).filter(({ act }) => act === 'dead_letters.retry').length, 1);

  const broken = async () => {
    throw Object.assign(new Error('no'), { code: 'ENO' });
  };
  await t.throwsAsync(retryDeadLettersAs(deps, MARA, input, broken), { code: 'ENO' });
  t.like(await world.entries(), [{ outcome: 'failed', code: 'ENO' }, { outcome: 'done' }]);
  await world.copy();
  t.is((await world.labelAudit()).filter(({ act }) => act === 'dead_letters.retry').length, 1);

  await refusesAudit(
    t,
    retryDeadLettersAs(deps, MARA, { ...input, reason: REFUSED }, async () => {
      t.fail('it was done without being recorded');
      return 0;
    }),
  );
});

test('entries of one millisecond are each on one page; filters take what can match', async (t) => {
  const tenancy = await testTenancy(t);
  const desk = bindOperatorActs({ tenancy, now: Date.now, discordUrl: 'https://discord.test' });
  const guildId = newGuildId();
  await inControl(
    `INSERT INTO operator_audit (id, at, operator, act, guild_id, reason, details, label_copy_due_at)
     SELECT gen_random_uuid(), 1764380000000, 'cli:' || n % 2, 'plan.grant', ${guildId}, 'test', '{}', NULL
       FROM generate_series(1, 120) n`,
  );
  const all = async (operator: string | null) => {
    const ids: string[] = [];
    for (let before: string | null = null; ; ) {
      const page = await desk.audit({ guildId, operator, before });
      ids.push(...page.items.map(({ id }) => id));
      before = page.nextBefore;
      if (before === null) return new Set(ids).size;
    }
  };
  t.is(await all(null), 120);
  t.is(await all('cli:1'), 60);
  const query = { guildId, operator: null, before: null };
  for (const [field, value] of [
    ['before', 'abc'],
    ['guildId', 'abc'],
    ['guildId', '99999999999999999999'],
    ['operator', 'a b'],
  ] as const) {
    const error = await t.throwsAsync(desk.audit({ ...query, [field]: value }));
    t.like(error, { code: 'invalid_input', details: { fields: [{ field }] } }, `${field} ${value}`);
  }
});
