import test, { type ExecutionContext } from 'ava';
import pLimit from 'p-limit';
import { bindOperatorOperations, copyAuditToLabels } from '../../domain/index.ts';
import type { Tenancy } from '../../tenancy/index.ts';
import { connectCustomerDatabase } from '../helpers/customer-placement.ts';
import { createTestTenancy, newGuildId, testDatabases } from '../helpers/databases.ts';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';
import { runAsSuperuser } from '../helpers/postgres.ts';

const MARA = { userId: '600000000000000001', name: 'Mara', signedInAt: 'command-line' as const };
/** The audit refuses it; everything else of a change succeeds. */
const REFUSED_REASON = 'refused by the audit';

/**
 * A copy is of every label's entries, so also of those of the tests beside: the next one begins
 * when it is done.
 */
const serialize = pLimit(1);
const failures: string[] = [];

const REGIONS = ['eu-uk', 'us-east'];

test.before(async () => {
  for (const regions of [undefined, REGIONS])
    await runInControl(
      `ALTER TABLE operator_audit ADD CONSTRAINT refuses CHECK (reason <> '${REFUSED_REASON}')`,
      regions,
    );
});

async function runInControl(sql: string, regions?: string[]) {
  const { control } = await testDatabases(regions);
  return runAsSuperuser(sql, new URL(control).pathname.slice(1));
}

async function createOperatorFixture(t: ExecutionContext, now = Date.now) {
  // Its plan is granted before it is set up: another test's copy in between would fail, and be
  // repeated in ten minutes only.
  const fixture = await serialize(() => createOperationsFixture(t, { plan: 'pro', now }));
  const deps = { tenancy: fixture.tenancy, now, discordUrl: 'https://discord.test' };
  const copyAll = () => copyAuditToLabels(deps, (guildId) => failures.push(guildId));
  return {
    ...fixture,
    deps,
    operatorOperations: bindOperatorOperations(deps).operator,
    copyToLabel: (times = 1) =>
      serialize(() => Promise.all(Array.from({ length: times }, copyAll))),
    entries: () =>
      fixture.tenancy.control.listOperatorAudit({ guildId: fixture.guildId, limit: 50 }),
    labelAudit: () =>
      fixture.tenancy.read(fixture.guildId, async (db) =>
        db.table('events').where('source', 'operator').orderBy('id').select(),
      ),
  };
}

const assertAuditRefused = (t: ExecutionContext, change: Promise<unknown>) =>
  t.throwsAsync(change, { code: '23514' });

test('a change that the audit does not take does not happen: plans', async (t) => {
  const { tenancy, guildId } = await createOperatorFixture(t);
  const { control } = tenancy;
  const before = await control.listGrants(guildId);
  const change = { operator: MARA.userId, reason: REFUSED_REASON, now: Date.now() };
  await assertAuditRefused(
    t,
    control.grantPlan({ ...change, guildId, plan: 'pro_plus', endsAt: null }),
  );
  await assertAuditRefused(t, control.endGrant({ ...change, id: before[0]!.id }));
  t.deepEqual(await control.listGrants(guildId), before);
});

test('a change that the audit does not take does not happen: moves', async (t) => {
  const tenancy = await createTestTenancy(t, REGIONS);
  const operatorOperations = bindOperatorOperations({
    tenancy,
    now: Date.now,
    discordUrl: 'https://discord.test',
  }).operator;
  const guildId = newGuildId();
  await tenancy.provision(guildId, 'eu-uk');
  const region = 'us-east';
  await assertAuditRefused(
    t,
    operatorOperations.startMove(MARA, { guildId, region, reason: REFUSED_REASON }),
  );
  t.is(await tenancy.moves.latest(guildId), null);

  const { id: moveId } = await operatorOperations.startMove(MARA, {
    guildId,
    region,
    reason: 'a test',
  });
  const state = async () => (await tenancy.moves.get(moveId))?.state;
  for (const [from, change] of [
    ['running', 'pause'],
    ['paused', 'resume'],
    ['running', 'abort'],
    ['aborting', 'reopen'],
    ['aborted', 'retry'],
  ] as const) {
    t.is(await state(), from);
    await assertAuditRefused(
      t,
      operatorOperations.changeMove(MARA, { moveId, change, reason: REFUSED_REASON }),
    );
    t.is(await state(), from, change);
    await operatorOperations.changeMove(MARA, { moveId, change, reason: 'a test' });
  }
  const entries = await tenancy.control.listOperatorAudit({
    guildId,
    operator: MARA.userId,
    limit: 50,
  });
  t.deepEqual(
    entries.map(({ act, details }) => [act, details.moveId]).reverse(),
    ['start', 'pause', 'resume', 'abort', 'reopen', 'retry'].map((action) => [
      `move.${action}`,
      moveId,
    ]),
  );
});

test.serial('a change that the audit does not take does not happen: secrets', async (t) => {
  const fixture = await createOperatorFixture(t);
  const { tenancy, guildId, operatorOperations } = fixture;
  await connectCustomerDatabase(t, fixture, 'postgres');
  const { secret } = await tenancy.storage.getInfo(guildId);
  const { ref } = secret!;
  await assertAuditRefused(
    t,
    operatorOperations.changeSecret(MARA, { ref, change: 'revoke', reason: REFUSED_REASON }),
  );
  await assertAuditRefused(
    t,
    operatorOperations.changeSecret(MARA, { ref, change: 'rotate', reason: REFUSED_REASON }),
  );
  const facts = await tenancy.storage.getInfo(guildId);
  t.is(facts.secret?.state, 'active');
  t.is(facts.rotationRequestedAt, null);

  // The label's own database cannot be opened any more: its copy waits, and nothing else does.
  await operatorOperations.changeSecret(MARA, { ref, change: 'revoke', reason: 'a test' });
  await fixture.copyToLabel();
  t.true(failures.includes(guildId));
});

forEachPlacement(test, ['managed'])(
  'a label sees in its own audit what operators did to it, once',
  async (t) => {
    const fixture = await createOperatorFixture(t);
    const { guildId, tenancy } = fixture;
    const id = await tenancy.control.grantPlan({
      guildId,
      plan: 'pro_plus',
      operator: MARA.userId,
      reason: 'for the other label',
      endsAt: null,
      now: Date.now(),
    });
    await fixture.copyToLabel(2);
    await runInControl(
      `UPDATE operator_audit SET label_copy_due_at = 0 WHERE guild_id = ${guildId}`,
    );
    await fixture.copyToLabel();
    const rows = (await fixture.labelAudit()).filter(({ data }) => /pro_plus/.test(data));
    t.is(rows.length, 1);
    t.like(rows[0], { actor_id: '0', actor_name: "Vektra's operators", kind: 'plan.grant' });
    t.notRegex(JSON.stringify(rows), /other label|600000000000000001/);
    t.truthy(id);
  },
);

test('what the version before records is copied; what stood there before the upgrade is not', async (t) => {
  const fixture = await createOperatorFixture(t);
  const { guildId } = fixture;
  const insertOldEntry = (reason: string, more = '') =>
    runInControl(
      `INSERT INTO operator_audit (id, at, operator, act, guild_id, reason, details${more && ', label_copy_due_at'})
       VALUES (gen_random_uuid(), ${Date.now()}, 'cli:ops', 'move.pause', ${guildId}, '${reason}', '{}'${more})`,
    );
  await insertOldEntry('by an older process');
  await insertOldEntry('from before', ', NULL');
  await fixture.copyToLabel();
  const actions = (await fixture.labelAudit()).map(({ kind }) => kind);
  t.deepEqual(actions.filter((act) => act === 'move.pause').length, 1);
});

test('a label that is away gets its copy when it is back, and nobody waits for it', async (t) => {
  let time = Date.now();
  const fixture = await createOperatorFixture(t, () => time);
  const { guildId, tenancy } = fixture;
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
  await fixture.copyToLabel();
  t.true(failures.includes(away));
  t.is((await fixture.labelAudit()).length, 2);
  await tenancy.provision(away);
  const copies = () =>
    tenancy.read(away, async (db) => db.table('events').where('source', 'operator').select());
  await fixture.copyToLabel();
  t.is((await copies()).length, 0);
  time += 11 * 60_000;
  await fixture.copyToLabel();
  t.is((await copies()).length, 1);
});

test('outside the control database: the intent is recorded before, the outcome after', async (t) => {
  const fixture = await createOperatorFixture(t);
  const { deps, guildId } = fixture;
  const input = { guildId, id: null, reason: 'The channel is back.' };
  const retryWith = (retryDeadLetters: Tenancy['retryDeadLetters'], reason = input.reason) =>
    bindOperatorOperations({
      ...deps,
      tenancy: { ...deps.tenancy, retryDeadLetters },
    }).operator.retryDeadLetters(MARA, { ...input, reason });
  await retryWith(async (db) => {
    t.like(await fixture.entries(), [{ act: 'dead_letters.retry', outcome: 'started' }]);
    return deps.tenancy.retryDeadLetters(db);
  });
  t.like(await fixture.entries(), [{ outcome: 'done', code: null }]);
  t.is((await fixture.labelAudit()).filter(({ kind }) => kind === 'dead_letters.retry').length, 1);

  const broken = async () => {
    throw Object.assign(new Error('no'), { code: 'ENO' });
  };
  await t.throwsAsync(retryWith(broken), { code: 'ENO' });
  t.like(await fixture.entries(), [{ outcome: 'failed', code: 'ENO' }, { outcome: 'done' }]);
  await fixture.copyToLabel();
  t.is((await fixture.labelAudit()).filter(({ kind }) => kind === 'dead_letters.retry').length, 1);

  await assertAuditRefused(
    t,
    retryWith(async () => {
      t.fail('it was done without being recorded');
      return 0;
    }, REFUSED_REASON),
  );
});

test('entries of one millisecond are each on one page; filters take what can match', async (t) => {
  const tenancy = await createTestTenancy(t);
  const operatorOperations = bindOperatorOperations({
    tenancy,
    now: Date.now,
    discordUrl: 'https://discord.test',
  }).operator;
  const guildId = newGuildId();
  await runInControl(
    `INSERT INTO operator_audit (id, at, operator, act, guild_id, reason, details, label_copy_due_at)
     SELECT gen_random_uuid(), 1764380000000, 'cli:' || n % 2, 'plan.grant', ${guildId}, 'test', '{}', NULL
       FROM generate_series(1, 120) n`,
  );
  const all = async (operator: string | null) => {
    const ids: string[] = [];
    for (let before: string | null = null; ; ) {
      const page = await operatorOperations.listAuditEntries(MARA, { guildId, operator, before });
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
    const error = await t.throwsAsync(
      operatorOperations.listAuditEntries(MARA, { ...query, [field]: value }),
    );
    t.like(error, { code: 'invalid_input', details: { fields: [{ field }] } }, `${field} ${value}`);
  }
});
