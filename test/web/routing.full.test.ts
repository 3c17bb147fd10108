import test from 'ava';
import { assertAccessible, saveScreenshots } from '../end-to-end/page-checks.ts';
import { openWindowAs, waitUntilHydrated } from './open-window.ts';
import { sharedWebApp } from './web-app.ts';
import { createWebLabel } from './web-label.ts';

const getApp = sharedWebApp({ regions: ['eu-uk'] });

test('channels are chosen by their names, and one in which Vektra can’t post is refused', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  await app.discord.control.createChannel({
    ...{ serverId: label.guildId, name: 'closed', private: true, roles: ['Staff'] },
  });
  const { page } = await openWindowAs(t, { app, personId: label.owner });
  await page.goto(`${label.path}/settings/routing`);
  await waitUntilHydrated(page);
  const approved = page.getByRole('combobox', { name: 'Approved demos' });
  await approved.selectOption('#demos');
  await page.getByRole('combobox', { name: 'Rejected demos' }).selectOption({
    label: '#closed (Vektra can’t post there)',
  });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Vektra can’t post in #closed. Grant it View Channel').waitFor();
  await assertAccessible(t, page, 'routing');
  await saveScreenshots(page, 'routing');
  await page.getByRole('combobox', { name: 'Rejected demos' }).selectOption('Don’t post them');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Saved' }).waitFor();
  const { operations, admin } = label;
  t.deepEqual((await operations.settings.get(admin)).routing, {
    ...{ approvedChannelId: label.demosChannel, rejectedChannelId: null },
  });
  await operations.review.setRouting(admin, { approvedChannelId: '700000000000000199' });
  await page.reload();
  t.is(
    await approved.locator('option:checked').textContent(),
    'A channel that was deleted',
    'no id is shown',
  );
});

test('roles are chosen by their names, also without script', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  const { operations, admin, guildId: serverId } = label;
  const names = [
    'Producer',
    'Singer',
    'Mixing',
    'Mastering',
    'Booking',
    'Design',
    'Press',
    'Ελλάδα',
  ];
  for (const name of names) await app.discord.control.createRole({ serverId, name });
  const { page, problems } = await openWindowAs(t, { app, personId: label.owner });
  await page.goto(`${label.path}/settings/rules`);
  await waitUntilHydrated(page);
  await page.getByRole('checkbox', { name: 'Producer' }).check();
  await page.getByRole('searchbox', { name: 'Find a role' }).fill('sing');
  await page.getByRole('checkbox', { name: 'Singer' }).check();
  t.false(await page.getByRole('checkbox', { name: 'Producer' }).isVisible());
  await page.getByRole('searchbox', { name: 'Find a role' }).fill('');
  await assertAccessible(t, page, 'required roles');
  await saveScreenshots(page, 'required-roles');
  await page.getByRole('button', { name: 'Save' }).last().click();
  await page.getByRole('button', { name: 'Saved' }).waitFor();
  const chosen = (await operations.settings.get(admin)).rules.requiredRoleIds;
  t.is(chosen.length, 2, 'what a search hides stays chosen');
  await page.goto(`${label.path}/settings`);
  await waitUntilHydrated(page);
  await page.getByText('#staff', { exact: true }).waitFor();
  await page.getByRole('checkbox', { name: 'Press' }).check();
  const form = page.locator('form').filter({ has: page.getByRole('checkbox') });
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByRole('button', { name: 'Saved' }).waitFor();
  t.is((await operations.settings.get(admin)).staff.roleIds.length, 1);
  await assertAccessible(t, page, 'staff roles');
  await saveScreenshots(page, 'staff-roles');
  t.deepEqual(problems, []);

  const { page: plain } = await openWindowAs(
    t,
    { app, personId: label.owner },
    { javaScriptEnabled: false },
  );
  await plain.goto(`${label.path}/settings/rules`);
  for (const name of ['Producer', 'Singer']) await plain.getByRole('checkbox', { name }).uncheck();
  await plain.getByRole('button', { name: 'Save' }).last().click();
  await plain.waitForURL(/did=rules/);
  t.deepEqual((await operations.settings.get(admin)).rules.requiredRoleIds, []);
  // A page of the version before sends no roles: they stay.
  await operations.intakeRules.setRules(admin, { requiredRoleIds: chosen });
  await plain.request.post(`${label.path}/settings/rules`, {
    headers: { origin: app.url },
    form: {
      ...{ intent: 'rules', requestId: label.newRequestId(), duplicates: 'flag' },
      ...{ cooldownHours: '1', maxOpen: '0', maxPerPeriod: '0', periodDays: '7' },
    },
  });
  const { rules } = await operations.settings.get(admin);
  t.deepEqual([rules.cooldownHours, rules.requiredRoleIds], [1, chosen]);
});
