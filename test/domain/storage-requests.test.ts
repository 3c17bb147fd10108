import { createHash } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { bindOperations } from '../../domain/index.ts';
import { createTestTenancy, newGuildId } from '../helpers/databases.ts';
import { createActor } from '../helpers/operations-fixture.ts';

const REGIONS = ['eu-uk', 'us-east', 'ap-jp'];
let serial = 0;

/** A label on Pro in the first of three regions. */
async function labelInRegion(t: ExecutionContext) {
  const tenancy = await createTestTenancy(t, REGIONS);
  const operations = bindOperations({ tenancy, now: Date.now, discordUrl: 'https://discord.test' });
  const guildId = newGuildId();
  await tenancy.control.grantPlan({
    guildId,
    plan: 'pro',
    operator: 'test',
    reason: 'test',
    endsAt: null,
    now: Date.now(),
  });
  const admin = createActor(guildId, 'Mara', { isAdmin: true });
  await operations.settings.setUp(admin, { labelName: 'Nightfall' });
  return { operations, admin, tenancy, guildId, requestId: `test:${++serial}-${guildId}` };
}

test('a move that is asked for twice with the same request is one move', async (t) => {
  const { operations, admin, tenancy, guildId, requestId } = await labelInRegion(t);
  const wanted = { requestId, region: 'us-east' };
  const [first, second] = await Promise.all([
    operations.storage.startMove(admin, wanted),
    operations.storage.startMove(admin, wanted),
  ]);
  t.is(second.id, first.id);
  t.is((await operations.storage.startMove(admin, wanted)).id, first.id);
  const moves = await tenancy.moves.list({ limit: 50 });
  t.is(moves.filter((move) => move.guildId === guildId).length, 1);
  for (const other of [
    () => operations.storage.startMove(admin, { ...wanted, region: 'ap-jp' }),
    () => operations.storage.connect(admin, { requestId }),
    () => operations.storage.startMove({ ...admin, userId: '600000000000009999' }, wanted),
  ])
    await t.throwsAsync<Error>(other, { code: 'conflict' });
});

test('a move that was refused may be asked for again with the same request', async (t) => {
  const { operations, admin, requestId } = await labelInRegion(t);
  const wanted = { requestId, region: 'eu-uk' };
  for (let time = 0; time < 2; time++)
    await t.throwsAsync(operations.storage.startMove(admin, wanted), { code: 'same_place' });
});

test('the fingerprint of a move is that of the version before', async (t) => {
  const { operations, admin, tenancy, guildId, requestId } = await labelInRegion(t);
  await operations.storage.startMove(admin, { requestId, region: 'us-east' });
  const json = `["storage.move","${admin.userId}",{"region":"us-east"}]`;
  const fingerprint = createHash('sha256').update(json).digest('base64url');
  // The same request: it is done, and its fingerprint is recorded.
  const claim = { guildId, id: requestId, fingerprint: 'another', now: Date.now() };
  t.like(await tenancy.control.claimRequest(claim), { state: 'done', fingerprint });
});
