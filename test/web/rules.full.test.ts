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
  const intake = page
    .locator('form')
    .filter({ has: page.getByRole('switch', { name: 'Take demos' }) });
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

test('opening hours are set day by day, in the label’s time zone', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  const { operations, admin } = label;
  const { page, problems } = await openWindowAs(
    t,
    { app, personId: label.owner },
    { timezoneId: 'Asia/Tokyo' },
  );
  await page.goto(`${label.path}/settings`);
  await waitUntilHydrated(page);
  await page.getByText('This device is in Asia/Tokyo.').waitFor();
  await page.getByRole('button', { name: 'Choose it' }).click();
  await page.getByText('This device is in Asia/Tokyo.').waitFor({ state: 'detached' });
  const zone = page.locator('form').filter({ has: page.getByLabel('Time zone') });
  await zone.getByRole('button', { name: 'Save' }).click();
  await zone.getByRole('button', { name: 'Saved' }).waitFor();
  t.is((await operations.settings.get(admin)).time.timeZone, 'Asia/Tokyo');
  await saveScreenshots(page, 'label-time-zone');

  await page.goto(`${label.path}/settings/rules`);
  await waitUntilHydrated(page);
  await page.getByText('Times are in Asia/Tokyo.').waitFor();
  const form = page.locator('form').filter({ has: page.getByLabel('Monday: opens at') });
  await page.getByRole('switch', { name: 'Keep to opening hours' }).check();
  await page.getByLabel('Monday: opens at').fill('22:00');
  await page.getByLabel('Monday: closes at').fill('02:00');
  await page.getByLabel('Tuesday: closes at').fill('');
  await page.getByLabel('Answer outside the hours').fill('We listen from Monday on.');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Enter this time too, or empty both.').waitFor();
  await assertAccessible(t, page, 'hours with a problem');
  await saveScreenshots(page, 'hours-problem');
  await page.getByLabel('Tuesday: opens at').fill('');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByRole('button', { name: 'Saved' }).waitFor();
  const { hours } = await operations.settings.get(admin);
  const day = { from: 540, to: 1_080 };
  t.deepEqual(hours, {
    ...{ isLimited: true, answer: 'We listen from Monday on.' },
    days: [{ from: 1_320, to: 120 }, null, day, day, day, null, null],
  });
  await saveScreenshots(page, 'hours');
  t.deepEqual(
    problems.filter((problem) => !problem.includes('400')),
    [],
  );
});
