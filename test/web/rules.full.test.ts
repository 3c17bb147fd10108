import test from 'ava';
import { assertAccessible, saveScreenshots } from '../end-to-end/page-checks.ts';
import { openWindowAs, waitUntilHydrated } from './open-window.ts';
import { sharedWebApp } from './web-app.ts';
import { createWebLabel } from './web-label.ts';

const getApp = sharedWebApp({ regions: ['eu-uk'] });

test('rules are changed, and what somebody else changed meanwhile is not overwritten', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  const { operations, admin } = label;
  const { page, problems } = await openWindowAs(t, { app, personId: label.owner });
  await page.goto(`${label.path}/settings`);
  await page.getByRole('link', { name: 'Rules', exact: true }).click();
  await page.getByRole('heading', { name: 'Rules', level: 1 }).waitFor();
  await waitUntilHydrated(page);
  await assertAccessible(t, page, 'rules');
  await saveScreenshots(page, 'rules');

  const cooldown = page.getByRole('spinbutton', { name: 'Cooldown' });
  await cooldown.fill('24');
  await page.getByRole('spinbutton', { name: 'Waiting demos' }).fill('3');
  await page.getByRole('radio', { name: 'Refuse them' }).check();
  await page.getByRole('button', { name: 'Save' }).last().click();
  await page.getByRole('button', { name: 'Saved' }).waitFor();
  t.like((await operations.settings.get(admin)).rules, {
    ...{ cooldownHours: 24, maxOpen: 3, duplicates: 'block', maxPerPeriod: 0, periodDays: 30 },
  });

  await page.getByRole('switch', { name: 'Take demos' }).uncheck();
  const intake = page.locator('form').filter({ has: page.getByRole('switch') });
  await intake.getByRole('button', { name: 'Save' }).click();
  await intake.getByRole('button', { name: 'Saved' }).waitFor();
  t.false((await operations.settings.get(admin)).intake.isOpen);

  await operations.intakeRules.setRules(admin, {
    ...{ cooldownHours: 48, requiredRoleIds: ['700000000000000101', '700000000000000102'] },
  });
  await operations.blockedArtists.block(admin, {
    ...{ artistId: label.artist, artistName: 'Spammer ミナ', reason: 'The same track, daily.' },
  });
  await cooldown.fill('1');
  await page.getByRole('button', { name: 'Save' }).last().click();
  await page.getByText('Someone else just changed this. Review the latest version').waitFor();
  await page.getByText('Members with any of 2 roles').waitFor();
  t.is(await cooldown.inputValue(), '48');
  await page.getByText('The same track, daily.').waitFor();
  await saveScreenshots(page, 'rules-conflict');
  await assertAccessible(t, page, 'rules after a conflict');
  await page.getByRole('button', { name: 'Unblock Spammer ミナ' }).click();
  await page.getByText('The same track, daily.').waitFor({ state: 'detached' });
  t.deepEqual(await operations.blockedArtists.list(admin), []);
  t.deepEqual(
    problems.filter((problem) => !problem.includes('409')),
    [],
  );
});

test('without script a number out of bounds is named beside its field', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  const { page } = await openWindowAs(
    t,
    { app, personId: label.owner },
    { javaScriptEnabled: false },
  );
  await page.goto(`${label.path}/settings/rules`);
  // A browser that checks less than ours.
  const response = await page.request.post(`${label.path}/settings/rules`, {
    headers: { origin: app.url },
    form: {
      ...{ intent: 'rules', requestId: label.newRequestId(), duplicates: 'flag' },
      ...{ cooldownHours: '900', maxOpen: 'many', maxPerPeriod: '', periodDays: '0' },
    },
  });
  t.is(response.status(), 400);
  const html = await response.text();
  for (const text of ['Enter 720 or less.', 'Enter a whole number.', 'Enter 1 or more.'])
    t.true(html.includes(text), text);
  await page.getByRole('spinbutton', { name: 'Demos in a period' }).fill('2');
  await page.getByRole('button', { name: 'Save' }).last().click();
  await page.getByRole('button', { name: 'Saved' }).waitFor();
  t.is((await label.operations.settings.get(label.admin)).rules.maxPerPeriod, 2);
});
