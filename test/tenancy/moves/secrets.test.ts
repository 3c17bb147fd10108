import test from 'ava';
import { bindOperatorActs } from '../../../domain/index.ts';
import { inputOf, reachedOwn } from '../../helpers/own-place.ts';
import { HOUR, type MovingLabel, movingLabel } from './world/label.ts';

const OPERATOR = { userId: '1', name: 'operator' };

const operator = ({ tenancy, now }: MovingLabel) =>
  bindOperatorActs({ tenancy, now, discordUrl: 'https://discord.test' });

const secretOf = async ({ tenancy, guildId }: MovingLabel) => {
  const { secret } = await tenancy.placement(guildId);
  if (!secret) throw new Error('it lives in no own database');
  return secret;
};

const moveOut = async (label: MovingLabel) =>
  label.acts.storage.moveTo(label.admin, { requestId: `out:${label.guildId}`, region: 'us-east' });

async function revoke(label: MovingLabel, ref: string): Promise<void> {
  await operator(label).changeSecret(OPERATOR, { ref, change: 'revoke', reason: 'leaked' });
}

for (const ending of ['goes on', 'is aborted', 'is reopened'] as const)
  test(`credentials that are changed while a move stands in its copy: two hours later it ${ending}`, async (t) => {
    const label = await movingLabel(t);
    const { tenancy, guildId, secrets } = label;
    t.is(await label.submit(), 1);
    const { ref } = await secretOf(label);
    const { id } = await moveOut(label);
    await label.runTo('copy');
    await label.newPassword('the-next-password');
    label.pass(2 * HOUR);
    await tenancy.sweepSecrets();
    t.is((await secrets.get(ref, 2)).version, 2);

    if (ending === 'goes on') {
      await label.run();
      t.like(await tenancy.placement(guildId), { kind: 'managed', region: 'us-east' });
    } else if (ending === 'is aborted') {
      await tenancy.moves.abort(id);
      t.like(await tenancy.moves.run(id, new AbortController().signal), { state: 'aborted' });
    } else {
      await operator(label).changeMove(OPERATOR, {
        moveId: id,
        change: 'reopen',
        reason: 'stuck for hours',
      });
      t.like(await tenancy.moves.get(id), { state: 'aborted' });
      t.true((await tenancy.moves.dueMoves(label.now())).includes(id));
      await tenancy.moves.run(id, new AbortController().signal);
    }
    t.is(await label.submit(), 2);
    if (ending === 'goes on') return;
    t.is((await tenancy.placement(guildId)).kind, 'own');
    await tenancy.moves.retry(id);
    await label.run();
    t.like(await tenancy.placement(guildId), { kind: 'managed', region: 'us-east' });
    t.is(await label.submit(), 3);
  });

test('a source whose secret is gone for good is opened by an operator, and by the admin who connects it again', async (t) => {
  const label = await movingLabel(t);
  const { tenancy, guildId, secrets, acts, admin } = label;
  t.is(await label.submit(), 1);
  const { ref } = await secretOf(label);
  const { id } = await moveOut(label);
  await label.runTo('copy');
  await secrets.erase(ref);
  await tenancy.moves.abort(id);
  const problem = label.trouble();
  const running = tenancy.moves.run(id, new AbortController().signal);
  t.is(await problem, 'SOURCE_AWAY');
  label.pass(2 * HOUR);
  const stuck = await running;
  t.is(stuck.state, 'aborting', 'an abort has to reach the source');
  const desk = operator(label);
  const listed = await desk.moves({ state: 'active', before: null });
  t.true(listed.items.find((move) => move.id === id)?.canReopen);

  const reason = 'its secret is gone';
  await t.throwsAsync(desk.changeMove(OPERATOR, { moveId: id, change: 'reopen', reason: '' }), {
    code: 'invalid_input',
  });
  await desk.changeMove(OPERATOR, { moveId: id, change: 'reopen', reason });
  await t.throwsAsync(desk.changeMove(OPERATOR, { moveId: id, change: 'reopen', reason }), {
    code: 'move_over',
  });
  t.like((await label.audit()).at(-1), {
    act: 'move.reopen',
    reason,
    operator: OPERATOR.userId,
  });
  await acts.storage.openSetup(admin, {});
  t.true((await acts.storage.test(admin, label.own.input)).passed);
  t.deepEqual(await acts.storage.connect(admin, { requestId: `again:${guildId}` }), {
    effect: 'rotate',
  });
  label.pass(2 * HOUR);
  t.true((await tenancy.moves.dueMoves(label.now())).includes(id), 'its fence is still closed');
  await tenancy.moves.run(id, new AbortController().signal);
  t.is(await label.submit(), 2);
  t.not((await secretOf(label)).ref, ref);
});

test('a revoked secret is destroyed when the move that needs it is through, and not before', async (t) => {
  const label = await movingLabel(t);
  const { tenancy, guildId } = label;
  t.is(await label.submit(), 1);
  const { ref } = await secretOf(label);
  await moveOut(label);
  await label.runTo('copy');
  await revoke(label, ref);
  label.pass(2 * HOUR);
  await tenancy.sweepSecrets();
  t.is(await label.state(ref), 'revoked');
  await label.run();
  t.is((await tenancy.placement(guildId)).kind, 'managed');
  await tenancy.sweepSecrets();
  t.is(await label.state(ref), 'revoked', 'the old copy is still to be erased');
  label.pass(25 * HOUR);
  await label.run();
  await tenancy.sweepSecrets();
  t.is(await label.state(ref), 'destroyed');
  t.is(await label.submit(), 2);
});

test('nothing moves into a database whose secret was revoked meanwhile', async (t) => {
  const label = await movingLabel(t);
  const { tenancy, guildId, acts, admin } = label;
  const before = await secretOf(label);
  const other = await reachedOwn(t, 'mariadb');
  await acts.storage.openSetup(admin, {});
  t.true(
    (await acts.storage.test(admin, inputOf({ ...other.database, port: other.way.port }))).passed,
  );
  await acts.storage.connect(admin, { requestId: `other:${guildId}` });
  const move = await tenancy.moves.latest(guildId);
  const target = move?.to.kind === 'own' ? move.to.secretRef : '';
  t.is(await label.state(target), 'active', 'from the moment that a move names it');
  await label.runTo('fence');
  await revoke(label, target);
  const ended = await tenancy.moves.run(move?.id ?? '', new AbortController().signal);
  t.like(ended, { state: 'failed', problem: 'TARGET_REVOKED' });
  t.like(await secretOf(label), before);
  await label.submit();
  await tenancy.sweepSecrets();
  t.is(await label.state(target), 'destroyed');
  await t.throwsAsync(tenancy.moves.retry(ended.id), { code: 'secret_gone' });
});

test('the target’s secret is kept for as long as the move can be tried again, and no longer', async (t) => {
  const label = await movingLabel(t);
  const { tenancy, guildId, acts, admin } = label;
  const other = await reachedOwn(t, 'postgres');
  await acts.storage.openSetup(admin, {});
  t.true((await acts.storage.test(admin, other.input)).passed);
  await acts.storage.connect(admin, { requestId: `other:${guildId}` });
  const { id, to } = (await tenancy.moves.latest(guildId))!;
  const target = to.kind === 'own' ? to.secretRef : '';
  await label.runTo('copy');
  await tenancy.moves.abort(id);
  await tenancy.moves.run(id, new AbortController().signal);
  label.pass(71 * HOUR);
  await tenancy.sweepSecrets();
  await tenancy.moves.retry(id);
  await label.runTo('copy');
  await tenancy.moves.abort(id);
  t.like(await tenancy.moves.run(id, new AbortController().signal), { state: 'aborted' });
  const desk = operator(label);
  const isOffered = async () =>
    (await desk.moves({ state: 'all', before: null })).items.find((move) => move.id === id)
      ?.canRetry;
  t.true(await isOffered());
  label.pass(73 * HOUR);
  t.false(await isOffered());
  await t.throwsAsync(tenancy.moves.retry(id), { code: 'move_over' });
  await tenancy.sweepSecrets();
  t.is(await label.state(target), 'destroyed');
  await label.submit();
});

test('a rotation that died between Vault and the registry is made good by the next one', async (t) => {
  const label = await movingLabel(t);
  const { secrets } = label;
  const { ref } = await secretOf(label);
  const { data } = await secrets.get(ref, 1);
  await secrets.put(ref, { ...data, password: 'never used' }, 1);
  await label.newPassword('the-next-password');
  t.is((await secretOf(label)).version, 3);
  await label.submit();
});
