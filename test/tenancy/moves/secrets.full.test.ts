import test from 'ava';
import { bindOperatorOperations } from '../../../domain/index.ts';
import {
  createProxiedCustomerDatabase,
  toConnectionInput,
} from '../../helpers/customer-placement.ts';
import { createMovingLabel, HOUR_MS, type MovingLabel } from './fixture/moving-label.ts';

const OPERATOR = { userId: '1', name: 'operator', signedInAt: 'command-line' as const };

const createOperatorOperations = ({ tenancy, now }: MovingLabel) =>
  bindOperatorOperations({ tenancy, now, discordUrl: 'https://discord.test' }).operator;

const getSecret = async ({ tenancy, guildId }: MovingLabel) => {
  const { secret } = await tenancy.getPlacement(guildId);
  if (!secret) throw new Error('it lives in no own database');
  return secret;
};

const startMoveOut = async (label: MovingLabel) =>
  label.operations.storage.startMove(label.admin, {
    requestId: `out:${label.guildId}`,
    region: 'us-east',
  });

async function revokeSecret(label: MovingLabel, ref: string): Promise<void> {
  await createOperatorOperations(label).changeSecret(OPERATOR, {
    ref,
    change: 'revoke',
    reason: 'leaked',
  });
}

for (const outcome of ['goes on', 'is aborted', 'is reopened'] as const)
  test(`credentials that are changed while a move stands in its copy: two hours later it ${outcome}`, async (t) => {
    const label = await createMovingLabel(t);
    const { tenancy, guildId, secrets } = label;
    t.is(await label.submit(), 1);
    const { ref } = await getSecret(label);
    const { id } = await startMoveOut(label);
    await label.runTo('copy');
    await label.rotatePassword('the-next-password');
    label.advance(2 * HOUR_MS);
    await tenancy.sweepSecrets();
    t.is((await secrets.get(ref, 2)).version, 2);

    if (outcome === 'goes on') {
      await label.runMove();
      t.like(await tenancy.getPlacement(guildId), { kind: 'managed', region: 'us-east' });
    } else if (outcome === 'is aborted') {
      await tenancy.moves.abort(id);
      t.like(await tenancy.moves.run(id, new AbortController().signal), { state: 'aborted' });
    } else {
      await createOperatorOperations(label).changeMove(OPERATOR, {
        moveId: id,
        change: 'reopen',
        reason: 'stuck for hours',
      });
      t.like(await tenancy.moves.get(id), { state: 'aborted' });
      t.true((await tenancy.moves.listDue(label.now())).includes(id));
      await tenancy.moves.run(id, new AbortController().signal);
    }
    t.is(await label.submit(), 2);
    if (outcome === 'goes on') return;
    t.is((await tenancy.getPlacement(guildId)).kind, 'own');
    await tenancy.moves.retry(id);
    await label.runMove();
    t.like(await tenancy.getPlacement(guildId), { kind: 'managed', region: 'us-east' });
    t.is(await label.submit(), 3);
  });

test('a source whose secret is gone for good is opened by an operator, and by the admin who connects it again', async (t) => {
  const label = await createMovingLabel(t);
  const { tenancy, guildId, secrets, operations, admin } = label;
  t.is(await label.submit(), 1);
  const { ref } = await getSecret(label);
  const { id } = await startMoveOut(label);
  await label.runTo('copy');
  await secrets.erase(ref);
  // Nodes of the local Vault are behind, as a cluster's are: one may still have it for a moment.
  const isThere = () =>
    secrets.get(ref, 1).then(
      () => true,
      () => false,
    );
  while (await isThere());
  await tenancy.moves.abort(id);
  const problem = label.nextProblem();
  const running = tenancy.moves.run(id, new AbortController().signal);
  t.is(await problem, 'SOURCE_AWAY');
  label.advance(2 * HOUR_MS);
  const stuck = await running;
  t.is(stuck.state, 'aborting', 'an abort has to reach the source');
  const operatorOperations = createOperatorOperations(label);
  const activeMoves = await operatorOperations.listMoves(OPERATOR, {
    state: 'active',
    before: null,
  });
  t.true(activeMoves.items.find((move) => move.id === id)?.canReopen);

  const reason = 'its secret is gone';
  await t.throwsAsync(
    operatorOperations.changeMove(OPERATOR, { moveId: id, change: 'reopen', reason: '' }),
    {
      code: 'invalid_input',
    },
  );
  await operatorOperations.changeMove(OPERATOR, { moveId: id, change: 'reopen', reason });
  await t.throwsAsync(
    operatorOperations.changeMove(OPERATOR, { moveId: id, change: 'reopen', reason }),
    {
      code: 'move_over',
    },
  );
  t.like((await label.readOperatorAudit()).at(-1), {
    act: 'move.reopen',
    reason,
    operator: OPERATOR.userId,
  });
  await operations.storage.startSetup(admin, {});
  t.true((await operations.storage.testConnection(admin, label.customerDatabase.input)).passed);
  t.deepEqual(await operations.storage.connect(admin, { requestId: `again:${guildId}` }), {
    effect: 'rotate',
  });
  label.advance(2 * HOUR_MS);
  t.true((await tenancy.moves.listDue(label.now())).includes(id), 'its fence is still closed');
  await tenancy.moves.run(id, new AbortController().signal);
  t.is(await label.submit(), 2);
  t.not((await getSecret(label)).ref, ref);
});

test('a revoked secret is destroyed when the move that needs it is through, and not before', async (t) => {
  const label = await createMovingLabel(t);
  const { tenancy, guildId } = label;
  t.is(await label.submit(), 1);
  const { ref } = await getSecret(label);
  await startMoveOut(label);
  await label.runTo('copy');
  await revokeSecret(label, ref);
  label.advance(2 * HOUR_MS);
  await tenancy.sweepSecrets();
  t.is(await label.secretState(ref), 'revoked');
  await label.runMove();
  t.is((await tenancy.getPlacement(guildId)).kind, 'managed');
  await tenancy.sweepSecrets();
  t.is(await label.secretState(ref), 'revoked', 'the old copy is still to be erased');
  label.advance(25 * HOUR_MS);
  await label.runMove();
  await tenancy.sweepSecrets();
  t.is(await label.secretState(ref), 'destroyed');
  t.is(await label.submit(), 2);
});

test('nothing moves into a database whose secret was revoked meanwhile', async (t) => {
  const label = await createMovingLabel(t);
  const { tenancy, guildId, operations, admin } = label;
  const before = await getSecret(label);
  const otherDatabase = await createProxiedCustomerDatabase(t, 'mariadb');
  await operations.storage.startSetup(admin, {});
  t.true(
    (
      await operations.storage.testConnection(
        admin,
        toConnectionInput({ ...otherDatabase.database, port: otherDatabase.proxy.port }),
      )
    ).passed,
  );
  await operations.storage.connect(admin, { requestId: `other:${guildId}` });
  const move = await tenancy.moves.latest(guildId);
  const targetRef = move?.to.kind === 'own' ? move.to.secretRef : '';
  t.is(await label.secretState(targetRef), 'active', 'from the moment that a move names it');
  await label.runTo('fence');
  await revokeSecret(label, targetRef);
  const endedMove = await tenancy.moves.run(move?.id ?? '', new AbortController().signal);
  t.like(endedMove, { state: 'failed', problem: 'TARGET_REVOKED' });
  t.like(await getSecret(label), before);
  await label.submit();
  await tenancy.sweepSecrets();
  t.is(await label.secretState(targetRef), 'destroyed');
  await t.throwsAsync(tenancy.moves.retry(endedMove.id), { code: 'secret_gone' });
});

test('the target’s secret is kept for as long as the move can be tried again, and no longer', async (t) => {
  const label = await createMovingLabel(t);
  const { tenancy, guildId, operations, admin } = label;
  const otherDatabase = await createProxiedCustomerDatabase(t, 'postgres');
  await operations.storage.startSetup(admin, {});
  t.true((await operations.storage.testConnection(admin, otherDatabase.input)).passed);
  await operations.storage.connect(admin, { requestId: `other:${guildId}` });
  const { id, to } = (await tenancy.moves.latest(guildId))!;
  const targetRef = to.kind === 'own' ? to.secretRef : '';
  await label.runTo('copy');
  await tenancy.moves.abort(id);
  await tenancy.moves.run(id, new AbortController().signal);
  label.advance(71 * HOUR_MS);
  await tenancy.sweepSecrets();
  await tenancy.moves.retry(id);
  await label.runTo('copy');
  await tenancy.moves.abort(id);
  t.like(await tenancy.moves.run(id, new AbortController().signal), { state: 'aborted' });
  const operatorOperations = createOperatorOperations(label);
  const canRetry = async () =>
    (await operatorOperations.listMoves(OPERATOR, { state: 'all', before: null })).items.find(
      (move) => move.id === id,
    )?.canRetry;
  t.true(await canRetry());
  label.advance(73 * HOUR_MS);
  t.false(await canRetry());
  await t.throwsAsync(tenancy.moves.retry(id), { code: 'move_over' });
  await tenancy.sweepSecrets();
  t.is(await label.secretState(targetRef), 'destroyed');
  await label.submit();
});

test('a rotation that died between Vault and the registry is made good by the next one', async (t) => {
  const label = await createMovingLabel(t);
  const { secrets } = label;
  const { ref } = await getSecret(label);
  const { data } = await secrets.get(ref, 1);
  await secrets.put(ref, { ...data, password: 'never used' }, 1);
  await label.rotatePassword('the-next-password');
  t.is((await getSecret(label)).version, 3);
  await label.submit();
});
