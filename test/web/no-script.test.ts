import test from 'ava';
import { sharedBrowser } from '../helpers/browser.ts';
import { inboxUrl, openPreview, openWindow } from './open-preview.ts';

// Everything that matters, in a browser without script.

test('filters are links, and the search field finds a number', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page } = await openWindow(t, browser, preview, { javaScriptEnabled: false });
  await page.goto(inboxUrl);
  await page.locator('summary', { hasText: 'Status' }).click();
  await page.locator('details').getByRole('link', { name: 'Needs review' }).click();
  await page.waitForURL('**/submissions?status=needs_review');
  t.is(await page.locator('section ol > li').count(), 2);

  await page.getByLabel('Find by genre or number').fill('#1040');
  await page.getByLabel('Find by genre or number').press('Enter');
  await page.waitForURL('**/submissions/1040');
  t.is(await page.locator('#demo-title').textContent(), '夜の果て');
});

test('older demos are a page away', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page } = await openWindow(t, browser, preview, { javaScriptEnabled: false });
  await page.goto(inboxUrl);
  t.is(await page.locator('section ol > li').count(), 50);
  await page.getByRole('link', { name: 'Older' }).click();
  await page.waitForURL('**/submissions?before=993');
  t.is(await page.locator('section ol > li').count(), 35);
  await page.getByRole('link', { name: 'Newest' }).click();
  await page.waitForURL('**/submissions');
});

test('approve, undo, reject with a reason, change the status, write', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page } = await openWindow(t, browser, preview, { javaScriptEnabled: false });
  await page.goto(`${inboxUrl}/1041`);
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Approved by Maya Lindqvist').waitFor();
  t.is(preview.fixture.find(1041).status, 'approved');

  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Undone').waitFor();
  t.is(preview.fixture.find(1041).status, 'in_queue');

  await page.getByRole('link', { name: 'Reject', exact: true }).click();
  await page.getByLabel('Reason for the artist').fill('Lovely, but not ours.');
  await page.getByRole('button', { name: 'Reject', exact: true }).click();
  await page.getByText('Rejected by Maya Lindqvist').waitFor();
  t.is(preview.fixture.find(1041).decision?.reason, 'Lovely, but not ours.');

  await page.goto(`${inboxUrl}/1039`);
  await page.locator('summary', { hasText: 'In queue' }).click();
  await page.getByRole('button', { name: 'Signed' }).click();
  t.is(preview.fixture.find(1039).status, 'signed');

  await page.getByLabel('Message to Kofi Mensah').fill('Are you free on Friday?');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Are you free on Friday?').waitFor();
  t.deepEqual(
    preview.fixture.calls.map(({ act }) => act),
    ['decide:approved', 'undo', 'decide:rejected', 'status', 'message'],
  );
  const ids = preview.fixture.calls.map(({ input }) => (input as { requestId: string }).requestId);
  t.is(new Set(ids).size, ids.length);
});

test('a refusal keeps the page and says why', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page } = await openWindow(t, browser, preview, { javaScriptEnabled: false });
  await page.goto(`${inboxUrl}/1041`);
  preview.fixture.decideElsewhere(1041, 'rejected');
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Jonas was first: rejected.').waitFor();
  t.is(preview.fixture.find(1041).status, 'rejected');
});

test('log in, log out, and the name of the label', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page } = await openWindow(t, browser, preview, { javaScriptEnabled: false });
  await page.goto(inboxUrl.replace('submissions', 'settings'));
  await page.getByLabel('Label name').fill('Nocturne');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Saved' }).waitFor();
  t.like(preview.fixture.calls.at(-1), { act: 'rename', input: { labelName: 'Nocturne' } });
  await page.locator('summary[aria-label^="Signed in as"]').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(`${preview.url}/`);

  const outside = await openPreview(t, { role: 'stranger' });
  await page.goto(outside.url);
  t.is(
    await page.getByRole('link', { name: 'Sign in with Discord' }).first().getAttribute('href'),
    '/auth/login?returnTo=%2Fservers',
  );
});
