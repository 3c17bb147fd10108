import test from 'ava';
import { assertAccessible, saveScreenshots } from '../end-to-end/page-checks.ts';
import { openWindowAs, waitUntilHydrated } from './open-window.ts';
import { sharedWebApp } from './web-app.ts';
import { createWebLabel } from './web-label.ts';

const getApp = sharedWebApp({ regions: ['eu-uk'] });

test('reasons are added, edited, moved and removed, and fill in a rejection', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  const { operations, reviewer, newRequestId } = label;
  const { page, problems } = await openWindowAs(t, { app, personId: label.staff });
  await page.goto(`${label.path}/settings/reasons`);
  await waitUntilHydrated(page);
  await page.getByText('No saved reasons yet.').waitFor();
  const add = async (title: string, text: string) => {
    await page.getByRole('textbox', { name: 'Title' }).fill(title);
    await page.getByRole('textbox', { name: 'Text' }).fill(text);
    await page.getByRole('button', { name: 'Add reason' }).click();
    await page.getByRole('heading', { name: title }).waitFor();
  };
  await add('Full until autumn', 'We’re full until autumn.\nTry us again then!');
  await add('Not our genre', 'It’s well made, but not our genre.');
  await page.getByRole('textbox', { name: 'Title' }).fill('not our GENRE');
  await page.getByRole('textbox', { name: 'Text' }).fill('Typed once');
  await page.getByRole('button', { name: 'Add reason' }).click();
  await page.getByText('Another reason has this title. Choose a different one.').waitFor();
  await assertAccessible(t, page, 'reasons');
  await saveScreenshots(page, 'reasons');
  await page.reload();
  await waitUntilHydrated(page);
  await page.waitForFunction(
    () =>
      document.querySelector<HTMLTextAreaElement>('textarea[name=text]')?.value === 'Typed once',
  );

  await page.getByRole('button', { name: 'Move “Not our genre” up' }).click();
  const first = page.getByRole('list', { name: 'Saved reasons' }).getByRole('listitem').first();
  await first.getByRole('heading', { name: 'Not our genre' }).waitFor();
  await page.getByRole('link', { name: 'Edit “Not our genre”' }).click();
  const text = first.getByRole('textbox', { name: 'Text' });
  await text.fill('Not our genre.');
  await assertAccessible(t, page, 'reasons, editing');
  await saveScreenshots(page, 'reasons-editing');
  const [reason] = await operations.savedReasons.list(reviewer);
  await operations.savedReasons.change(reviewer, {
    ...{ reasonId: reason?.id ?? '', revision: 0, title: 'Genre', text: 'Another genre.' },
  });
  await first.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Someone else just changed this').waitFor();
  t.is(await text.inputValue(), 'Not our genre.', 'what was typed stays');
  await first.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Edit “Not our genre”' }).waitFor();
  t.deepEqual(
    (await operations.savedReasons.list(reviewer)).map((each) => each.text),
    ['Not our genre.', 'We’re full until autumn.\nTry us again then!'],
  );
  await page.getByLabel('Remove “Not our genre”').click();
  await page.getByRole('button', { name: 'Remove reason' }).click();
  await page.getByRole('heading', { name: 'Not our genre' }).waitFor({ state: 'detached' });
  await operations.savedReasons.add(reviewer, {
    ...{ requestId: newRequestId(), title: 'Mix', text: 'The mix isn’t there yet.' },
  });

  const number = await label.submit();
  await page.goto(`${label.inboxPath}/${number}`);
  await waitUntilHydrated(page);
  await page.getByRole('link', { name: 'Reject', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const field = dialog.getByRole('textbox', { name: 'Reason for the artist' });
  await dialog.getByRole('combobox', { name: 'Saved reason' }).selectOption('Mix');
  t.is(await field.inputValue(), 'The mix isn’t there yet.');
  await dialog.getByRole('combobox', { name: 'Saved reason' }).selectOption('Full until autumn');
  t.is(await field.inputValue(), 'We’re full until autumn.\nTry us again then!', 'it is replaced');
  await field.fill('Lovely voice.');
  await dialog.getByRole('combobox', { name: 'Saved reason' }).selectOption('Mix');
  t.is(await field.inputValue(), 'Lovely voice.\n\nThe mix isn’t there yet.', 'it is added');
  await assertAccessible(t, page, 'rejecting with a saved reason');
  await saveScreenshots(page, 'reject-saved-reason');
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await page.getByText('Rejected by').waitFor();
  const { decision } = await operations.submissions.get(reviewer, number);
  t.is(decision?.reason, 'Lovely voice.\n\nThe mix isn’t there yet.');
  t.deepEqual(
    problems.filter((problem) => !/40[09]/.test(problem)),
    [],
  );
});

test('without script a saved reason is sent with what was typed, and reasons are edited', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  const { operations, reviewer, newRequestId } = label;
  await operations.savedReasons.add(reviewer, {
    ...{ requestId: newRequestId(), title: 'Mix', text: 'The mix isn’t there yet.' },
  });
  const number = await label.submit();
  const queued = await label.submit();
  const { page } = await openWindowAs(
    t,
    { app, personId: label.staff },
    { javaScriptEnabled: false },
  );
  for (const [path, demo] of [
    [`${label.inboxPath}/${number}?act=reject`, number],
    [`${label.path}/listen?demo=${queued}&act=reject`, queued],
  ] as const) {
    await page.goto(path);
    await page.getByRole('combobox', { name: 'Saved reason' }).selectOption('Mix');
    await page.getByRole('textbox', { name: 'Reason for the artist' }).fill('Lovely voice.');
    await page.getByRole('region', { name: 'Reject this demo' }).getByRole('button').click();
    await page.waitForURL(/did=reject/);
    const { decision } = await operations.submissions.get(reviewer, demo);
    t.is(decision?.reason, 'The mix isn’t there yet.\n\nLovely voice.');
  }
  await page.goto(`${label.path}/settings/reasons`);
  await page.getByRole('link', { name: 'Edit “Mix”' }).click();
  await page.getByRole('textbox', { name: 'Title' }).first().fill('Mixdown');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Mixdown' }).waitFor();
  t.false(page.url().includes('act='));
});
