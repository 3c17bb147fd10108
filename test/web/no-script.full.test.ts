import test from 'ava';
import { sharedBrowser } from '../helpers/browser.ts';
import { openWindow, openWindowAs } from './open-window.ts';
import { sharedWebApp } from './web-app.ts';
import { createWebLabel } from './web-label.ts';

// Everything that matters, in a browser without script.

const getApp = sharedWebApp({ regions: ['eu-uk'] });

/** A label with two demos, and its owner's window. */
async function openLabel(t: Parameters<typeof openWindowAs>[0]) {
  const app = await getApp();
  const label = await createWebLabel(app);
  await label.submit({ trackTitle: 'Basement Letters' });
  await label.submit({ trackTitle: '夜の果て' });
  const { page } = await openWindowAs(
    t,
    { app, personId: label.owner },
    { javaScriptEnabled: false },
  );
  const getDemo = (number: number) => label.operations.submissions.get(label.admin, number);
  return { app, label, page, getDemo };
}

test.serial('filters are links, and the search field finds a number', async (t) => {
  const { label, page } = await openLabel(t);
  await label.operations.review.setStatus(label.reviewer, {
    requestId: label.newRequestId(),
    number: 1,
    status: 'needs_review',
  });
  await page.goto(label.inboxPath);
  t.is(await page.locator('section ol > li').count(), 2);
  t.false(await page.getByText('Connecting').isVisible());
  t.is(await page.locator('kbd:visible').count(), 0);
  t.is(await page.getByText('all shortcuts').isVisible(), false);
  await page.locator('summary', { hasText: 'Status' }).click();
  await page.locator('details').getByRole('link', { name: 'Needs review' }).click();
  await page.waitForURL('**/submissions?status=needs_review');
  t.is(await page.locator('section ol > li').count(), 1);

  await page.getByLabel('Find by genre or number').fill('#2');
  await page.getByLabel('Find by genre or number').press('Enter');
  await page.waitForURL('**/submissions/2');
  t.is(await page.locator('#demo-title').textContent(), '夜の果て');
});

test.serial('take a demo, find it, and give it back', async (t) => {
  const { label, page, getDemo } = await openLabel(t);
  const trigger = 'summary[aria-label^="Assignee"]';
  await page.goto(`${label.inboxPath}/1`);
  await page.locator(`dl ${trigger}`).click();
  t.is(await page.getByRole('button', { name: 'Unassign' }).count(), 0);
  await page.getByRole('button', { name: 'Assign to me' }).click();
  await page.getByText('Assigned to you').waitFor();
  t.like((await getDemo(1)).assignee, { name: 'Mara' });
  await page.getByText('took on this demo').waitFor();

  await page.goto(label.inboxPath);
  await page.locator('summary', { hasText: 'Assignee' }).click();
  await page.locator('details').getByRole('link', { name: 'Assigned to me' }).click();
  await page.waitForURL('**/submissions?assignee=me');
  t.is(await page.locator('section ol > li').count(), 1);
  await page.locator('section ol > li', { hasText: 'Assigned to Mara' }).waitFor();

  await page.goto(`${label.inboxPath}/1`);
  await page.locator(`dl ${trigger}`).click();
  t.is(await page.getByRole('button', { name: 'Assign to me' }).count(), 0);
  await page.getByRole('button', { name: 'Unassign' }).click();
  await page.getByText('Unassigned.').waitFor();
  t.is((await getDemo(1)).assignee, null);
});

test.serial('rate a demo, by keyboard, and say how urgent it is', async (t) => {
  const { label, page, getDemo } = await openLabel(t);
  const rating = page.getByRole('region', { name: 'Rating' });
  await page.goto(`${label.inboxPath}/1`);
  await rating.getByRole('radio', { name: '2 stars' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await rating.getByRole('button', { name: 'Rate' }).click();
  await page.getByText('Rated.').waitFor();
  await rating.getByText('3 from one person').waitFor();
  t.true(await rating.getByRole('radio', { name: '3 stars' }).isChecked());
  t.like((await getDemo(1)).ratings[0], { userName: 'Mara', stars: 3 });

  await page.locator('summary[aria-label^="Priority"]').click();
  await page.getByRole('button', { name: 'High' }).click();
  await page.getByText('Priority changed.').waitFor();
  t.is((await getDemo(1)).priority, 'high');
  await page.goto(label.inboxPath);
  const row = page.locator('section ol > li').nth(1);
  for (const mark of ['Rated 3 of 5', 'High priority']) await row.getByText(mark).waitFor();

  await page.goto(`${label.inboxPath}/1`);
  await rating.getByRole('button', { name: 'Remove your rating' }).click();
  await page.getByText('Rating removed.').waitFor();
  t.deepEqual((await getDemo(1)).ratings, []);
});

test.serial('older demos are a page away', async (t) => {
  const { label, page } = await openLabel(t);
  for (let number = 3; number <= 55; number++) await label.submit();
  await page.goto(label.inboxPath);
  t.is(await page.locator('section ol > li').count(), 50);
  await page.getByRole('link', { name: 'Older' }).click();
  await page.waitForURL('**/submissions?before=6');
  t.is(await page.locator('section ol > li').count(), 5);
  await page.getByRole('link', { name: 'Newest' }).click();
  await page.waitForURL('**/submissions');
});

test.serial('approve, undo, reject with a reason, change the status, write', async (t) => {
  const { label, page, getDemo } = await openLabel(t);
  await page.goto(`${label.inboxPath}/2`);
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Approved by Mara').waitFor();
  t.is((await getDemo(2)).status, 'approved');

  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Undone').waitFor();
  t.is((await getDemo(2)).status, 'in_queue');

  await page.getByRole('link', { name: 'Reject', exact: true }).click();
  await page.getByLabel('Reason for the artist').fill('Lovely, but not ours.');
  await page.getByRole('button', { name: 'Reject', exact: true }).click();
  await page.getByText('Rejected by Mara').waitFor();
  t.is((await getDemo(2)).decision?.reason, 'Lovely, but not ours.');

  await page.goto(`${label.inboxPath}/1`);
  await page.locator('summary', { hasText: 'In queue' }).click();
  await page.getByRole('button', { name: 'Signed' }).click();
  await page.locator('summary', { hasText: 'Signed' }).waitFor();
  t.is((await getDemo(1)).status, 'signed');

  await page.getByLabel('Message to KITE').fill('Are you free on Friday?');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Are you free on Friday?').waitFor();
  const kinds = (await getDemo(1)).timeline.map(({ kind }) => kind);
  t.deepEqual(kinds, ['submitted', 'status', 'message']);
});

test.serial('a refusal keeps the page and says why', async (t) => {
  const { label, page, getDemo } = await openLabel(t);
  await page.goto(`${label.inboxPath}/2`);
  await label.operations.review.decide(label.reviewer, {
    requestId: label.newRequestId(),
    number: 2,
    decision: 'rejected',
  });
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Jonas was first: rejected.').waitFor();
  t.is((await getDemo(2)).status, 'rejected');
});

test.serial('sign in, sign out, and the name of the label', async (t) => {
  const { app, label, page } = await openLabel(t);
  await page.goto(`${label.path}/settings`);
  await page.getByLabel('Label name').fill('Nocturne');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByRole('button', { name: 'Saved' }).waitFor();
  t.is((await label.operations.settings.get(label.admin)).label.labelName, 'Nocturne');
  await page.locator('summary[aria-label^="Signed in as"]').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(`${app.url}/`);
  t.is((await (await app.signIn(label.owner)).get(label.path)).url.startsWith(app.url), false);

  const outside = await openWindow(t, await sharedBrowser(), app, { javaScriptEnabled: false });
  await outside.page.goto('/');
  t.is(
    await outside.page
      .getByRole('link', { name: 'Sign in with Discord' })
      .first()
      .getAttribute('href'),
    '/auth/login?returnTo=%2Fservers',
  );
});
