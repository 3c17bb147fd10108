import test, { type ExecutionContext } from 'ava';
import { bindActs } from '../../domain/index.ts';
import { actorOf } from '../helpers/acts.ts';
import { newGuildId, testTenancy } from '../helpers/storage.ts';

const REGIONS = ['eu-uk', 'us-east', 'ap-jp'];
let serial = 0;

/** A label on Pro in the first of three regions. */
async function labelInRegion(t: ExecutionContext) {
  const tenancy = await testTenancy(t, REGIONS);
  const acts = bindActs({ tenancy, now: Date.now, discordUrl: 'https://discord.test' });
  const guildId = newGuildId();
  await tenancy.control.grantPlan({
    guildId,
    plan: 'pro',
    operator: 'test',
    reason: 'test',
    endsAt: null,
    now: Date.now(),
  });
  const admin = actorOf(guildId, 'Mara', { isAdmin: true });
  await acts.settings.start(admin, { labelName: 'Nightfall' });
  return { acts, admin, tenancy, guildId, requestId: `test:${++serial}-${guildId}` };
}

test('a move that is asked for twice with the same request is one move', async (t) => {
  const { acts, admin, tenancy, guildId, requestId } = await labelInRegion(t);
  const wanted = { requestId, region: 'us-east' };
  const [first, second] = await Promise.all([
    acts.storage.moveTo(admin, wanted),
    acts.storage.moveTo(admin, wanted),
  ]);
  t.is(second.id, first.id);
  t.is((await acts.storage.moveTo(admin, wanted)).id, first.id);
  const moves = await tenancy.moves.list({ limit: 50 });
  t.is(moves.filter((move) => move.guildId === guildId).length, 1);
  for (const other of [
    () => acts.storage.moveTo(admin, { ...wanted, region: 'ap-jp' }),
    () => acts.storage.connect(admin, { requestId }),
    () => acts.storage.moveTo({ ...admin, userId: '600000000000009999' }, wanted),
  ])
    await t.throwsAsync<Error>(other, { code: 'conflict' });
});

test('a move that was refused may be asked for again with the same request', async (t) => {
  const { acts, admin, requestId } = await labelInRegion(t);
  const wanted = { requestId, region: 'eu-uk' };
  for (let time = 0; time < 2; time++)
    await t.throwsAsync(acts.storage.moveTo(admin, wanted), { code: 'same_place' });
});
