import test from 'ava';
import { toGuildChoices } from '../../bot/directory/guild-choices.ts';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';

test('channels for decided demos are set one by one, by admins whose plan has it', async (t) => {
  const { operations, admin, staff } = await createOperationsFixture(t, { plan: 'starter' });
  const { setRouting } = operations.review;
  const [approvedChannelId, rejectedChannelId] = ['700000000000000101', '700000000000000102'];
  await t.throwsAsync(setRouting(staff, { approvedChannelId }), { code: 'not_found' });
  await t.throwsAsync(setRouting(admin, { approvedChannelId: '<#1>' }), { code: 'invalid_input' });
  t.deepEqual(await setRouting(admin, { approvedChannelId }), {
    ...{ approvedChannelId, rejectedChannelId: null },
  });
  await setRouting(admin, { rejectedChannelId, revision: 1 });
  await t.throwsAsync(setRouting(admin, { rejectedChannelId: null, revision: 1 }), {
    code: 'conflict',
  });
  t.deepEqual((await operations.settings.get(admin)).routing, {
    ...{ approvedChannelId, rejectedChannelId },
  });
  const free = await createOperationsFixture(t);
  await t.throwsAsync(free.operations.review.setRouting(free.admin, { approvedChannelId }), {
    code: 'plan_required',
  });
});

test('of a server’s channels and roles those are offered that can be chosen, as Discord sorts them', (t) => {
  const guild = {
    ...{ id: '1', owner_id: '9' },
    roles: [
      { id: '1', name: '@everyone', permissions: String((1n << 10n) | (1n << 11n)), position: 0 },
      { id: '2', name: 'Producer', permissions: '0', position: 1, managed: false },
      { id: '3', name: 'Vektra', permissions: '0', position: 2, managed: true },
      { id: '4', name: 'Staff', permissions: '0', position: 3, managed: false },
    ],
  };
  const channels = [
    { id: '11', type: 0, name: 'approved', position: 1, parent_id: '10' },
    { id: '12', type: 0, name: 'hidden', position: 0, parent_id: '10' },
    { id: '10', type: 4, name: 'Demos', position: 0 },
    { id: '13', type: 2, name: 'voice', position: 0 },
    { id: '14', type: 5, name: 'news', position: 5, parent_id: null },
  ];
  const choices = toGuildChoices(
    {
      ...{ guild: guild as never, channels: channels as never },
      overwrites: new Map([
        ['12', [{ id: '1', type: 0, allow: '0', deny: String(1n << 10n) }]],
        ['11', [{ id: '3', type: 0, allow: '0', deny: String(1n << 11n) }]],
        ['14', [{ id: '1', type: 0, allow: '0', deny: String(1n << 11n) }]],
      ]),
    },
    { guildId: '1', userId: '8', roleIds: ['3'] },
  );
  t.deepEqual(
    choices.channels.map(({ name, category, canPost }) => [name, category, canPost]),
    [
      ['news', null, false],
      ['hidden', 'Demos', false],
      ['approved', 'Demos', false],
    ],
  );
  t.deepEqual(
    choices.roles.map(({ name }) => name),
    ['Staff', 'Producer'],
  );
});
