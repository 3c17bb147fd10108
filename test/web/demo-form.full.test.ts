import test from 'ava';
import { assertAccessible, saveScreenshots } from '../end-to-end/page-checks.ts';
import { openWindowAs, waitUntilHydrated } from './open-window.ts';
import { sharedWebApp } from './web-app.ts';
import { createWebLabel } from './web-label.ts';

const getApp = sharedWebApp({ regions: ['eu-uk'] });

test('a label makes its form, and sees it as artists do', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  const { operations, admin } = label;
  const { page, problems } = await openWindowAs(t, { app, personId: label.owner });
  await page.goto(`${label.path}/settings`);
  await page.getByRole('link', { name: 'Form', exact: true }).click();
  await page.getByRole('heading', { name: 'Form', level: 1 }).waitFor();
  await waitUntilHydrated(page);
  await assertAccessible(t, page, 'form');
  await saveScreenshots(page, 'form');

  await page.getByRole('link', { name: 'One of several answers' }).click();
  await page.getByRole('textbox', { name: 'Question' }).fill('Style');
  await page.getByRole('textbox', { name: 'Answers' }).fill('Techno');
  await page.getByRole('button', { name: 'Add to the form' }).click();
  await page.getByText('“Style” needs at least two answers, one on each line.').waitFor();
  await assertAccessible(t, page, 'form with a problem');
  await saveScreenshots(page, 'form-problem');
  await page.getByRole('textbox', { name: 'Answers' }).fill('Techno\nHouse\nアンビエント');
  await page.getByRole('switch', { name: 'It must be answered' }).check();
  await page.getByRole('button', { name: 'Add to the form' }).click();
  await page.getByRole('button', { name: 'Move Style up' }).click();
  await page.getByRole('region', { name: 'First page' }).getByText('Style').waitFor();
  await page.getByRole('heading', { name: 'Second page' }).waitFor();
  const readLabels = async () =>
    (await operations.settings.get(admin)).form.parts.map(({ kind, label: text }) => text ?? kind);
  t.deepEqual(await readLabels(), ['trackUrl', 'files', 'Style', 'message']);

  await page.getByRole('link', { name: 'Edit Message' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Tell us more');
  await page.getByLabel('When is it asked?').selectOption('If Style is “House”');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Several lines · Only if Style is “House”').waitFor();
  await page.getByRole('button', { name: 'Add Genre' }).click();
  await page.getByRole('button', { name: 'Remove Genre' }).waitFor();
  await saveScreenshots(page, 'form-own');
  await assertAccessible(t, page, 'a form of two pages');

  // Somebody else's change is not overwritten.
  const { form } = await operations.settings.get(admin);
  await operations.demoForm.set(admin, { parts: form.parts.slice(0, 4) });
  await page.getByRole('button', { name: 'Remove Track link' }).click();
  await page.getByText('Someone else just changed this').waitFor();
  await page.getByRole('button', { name: 'Remove Genre' }).waitFor({ state: 'detached' });
  t.deepEqual(await readLabels(), ['trackUrl', 'files', 'Style', 'Tell us more']);
  await page.getByRole('button', { name: 'Remove Style' }).click();
  await page.getByText('“Tell us more” depends on an answer that isn’t asked for').waitFor();
  t.deepEqual(
    problems.filter((problem) => !/40[09]/.test(problem)),
    [],
  );
});

test('without script a question is added, moved and removed', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  const { operations, admin } = label;
  const { page } = await openWindowAs(
    t,
    { app, personId: label.owner },
    { javaScriptEnabled: false },
  );
  await page.goto(`${label.path}/settings/form`);
  await page.getByRole('link', { name: 'One line' }).click();
  await page.getByRole('textbox', { name: 'Question' }).fill('Which BPM?');
  await page.getByRole('button', { name: 'Add to the form' }).click();
  await page.getByRole('button', { name: 'Move Which BPM? up' }).click();
  await page.getByRole('button', { name: 'Remove Message' }).click();
  await page.getByRole('button', { name: 'Remove Message' }).waitFor({ state: 'detached' });
  t.deepEqual(
    (await operations.settings.get(admin)).form.parts.map(({ kind, label: text }) => text ?? kind),
    ['trackUrl', 'files', 'Which BPM?'],
  );
});
