import test, { type ExecutionContext } from 'ava';
import { sharedBrowser } from '../helpers/browser.ts';
import { setUndoSeconds } from '../helpers/discord-actions.ts';
import { startFaultProxy } from '../helpers/fault-proxy.ts';
import { openWindow, openWindowAs, waitUntilHydrated, waitUntilLive } from './open-window.ts';
import { sharedWebApp } from './web-app.ts';
import { createWebLabel, type WebLabel } from './web-label.ts';

const getApp = sharedWebApp({ regions: ['eu-uk'] });

/** A label with these demos, the newest last, and its owner's window. */
async function openLabel(t: ExecutionContext, trackTitles: readonly string[]) {
  const app = await getApp();
  const label = await createWebLabel(app);
  for (const trackTitle of trackTitles) await label.submit({ trackTitle });
  const browserWindow = await openWindowAs(t, { app, personId: label.owner });
  const getDemo = (number: number) => label.operations.submissions.get(label.admin, number);
  return { app, label, ...browserWindow, getDemo };
}

/** Another member of staff decides meanwhile. */
const decideAsReviewer = (label: WebLabel, number: number, decision: 'approved' | 'rejected') =>
  label.operations.review.decide(label.reviewer, {
    requestId: label.newRequestId(),
    number,
    decision,
  });

test.serial('a lost connection is said, and what was missed is fetched', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  await label.submit();
  const proxy = await startFaultProxy(app.url);
  t.teardown(() => proxy.close());
  const visitor = await app.signIn(label.staff);
  const { page } = await openWindow(t, await sharedBrowser(), {
    url: proxy.proxiedUrl(app.url),
    visitor,
  });
  await page.goto(label.inboxPath);
  await waitUntilLive(page);
  // First the network breaks; then the server refuses the stream: it cannot check who is staff.
  const refused = page.waitForResponse(
    (response) => response.url().endsWith('/live') && response.status() === 503,
  );
  app.proxies.region.disconnect();
  proxy.disconnect();
  await page.getByRole('status').filter({ hasText: 'Reconnecting' }).waitFor();
  proxy.restore();
  await refused;
  await label.submit({ trackTitle: 'While you were away' });
  app.proxies.region.restore();
  await page.getByRole('link', { name: 'While you were away' }).waitFor();
  await waitUntilLive(page);
  t.pass();
});

test.serial('by keyboard alone: move, approve, undo, reject, write, palette, sheet', async (t) => {
  const { app, label, page, problems, getDemo } = await openLabel(t, [
    'Basement Letters',
    'Kaltes Klares Wasser',
    'Glass Horizon',
  ]);
  await setUndoSeconds(app, label, 300);
  const waitForTitle = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();
  await page.goto(label.inboxPath);
  await waitUntilLive(page);
  await page.keyboard.press('j');
  await waitForTitle('Glass Horizon');
  await page.keyboard.press('j');
  await waitForTitle('Kaltes Klares Wasser');
  await page.keyboard.press('k');
  await waitForTitle('Glass Horizon');

  await page.keyboard.press('a');
  await page.getByText('Approved by Mara').waitFor();
  await page.getByText('#3: We’ll tell the artist in').waitFor();
  t.is((await getDemo(3)).status, 'approved');
  await page.keyboard.press('u');
  await page.getByText('#3: The artist wasn’t told.').waitFor();
  await page.getByRole('button', { name: 'Approve' }).waitFor();
  t.is((await getDemo(3)).status, 'in_queue');

  await page.keyboard.press('r');
  await page.getByRole('dialog', { name: 'Reject this demo' }).waitFor();
  await page.keyboard.type('Keep them coming. ja');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Rejected by Mara').waitFor();
  t.is((await getDemo(3)).decision?.reason, 'Keep them coming. ja');

  await page.keyboard.press('m');
  await page.keyboard.type('Thank you for this one.');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('article').getByText('Thank you for this one.').waitFor();
  t.is(await page.getByRole('textbox', { name: 'Message to KITE' }).inputValue(), '');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Search' }).fill('storage');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/settings/storage');
  // The address changes before the page does.
  await waitForTitle('Storage');
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.waitForURL('**/submissions?status=in_queue&status=needs_review&status=shortlisted');
  await waitForTitle('Submissions');
  await page.getByLabel('Find by genre or number').waitFor();
  await page.keyboard.press('/');
  t.true(
    await page.getByLabel('Find by genre or number').evaluate((field) => field.matches(':focus')),
  );
  await page.keyboard.press('Escape');

  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const before = page.url();
  await page.keyboard.press('j');
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Search' }).waitFor();
  t.is(page.url(), before);
  t.deepEqual(
    (await getDemo(3)).timeline.map(({ kind }) => kind),
    ['submitted', 'status', 'undone', 'status', 'message'],
    'each once',
  );
  t.deepEqual(problems, []);
});

test.serial('new demos slide in, others’ actions appear, and one keeps one’s place', async (t) => {
  const titles = Array.from({ length: 45 }, (_, index) => `Velvet Static ${101 + index}`);
  const { label, page, problems } = await openLabel(t, titles);
  await page.goto(`${label.inboxPath}/44`);
  await waitUntilLive(page);
  const list = page.getByRole('region', { name: 'Demos' });
  await list.evaluate((box) => box.scrollTo(0, 900));
  const row = list.getByRole('link', { name: 'Velvet Static 125' });
  const getTop = () => row.evaluate((element) => element.getBoundingClientRect().top);
  const before = await getTop();
  await label.submit({ trackTitle: 'Out of nowhere' });
  await list.getByRole('link', { name: 'Out of nowhere' }).waitFor({ state: 'attached' });
  t.is(await getTop(), before);
  await page.getByText('One new demo').waitFor({ state: 'attached' });

  await decideAsReviewer(label, 44, 'approved');
  await page.getByText('Approved by Jonas').waitFor();
  t.deepEqual(problems, []);
});

test.serial(
  'an action that somebody else forestalled is told, and what is shown is true again',
  async (t) => {
    const { label, page, getDemo } = await openLabel(t, ['Glass Horizon']);
    // The change is not announced to this page: its stream never opens.
    await page.route('**/live', (route) => route.abort());
    await page.goto(`${label.inboxPath}/1`);
    await waitUntilHydrated(page);
    await decideAsReviewer(label, 1, 'rejected');
    await page.keyboard.press('a');
    await page.getByRole('alert').filter({ hasText: 'Jonas was first: rejected.' }).waitFor();
    await page.getByText('Rejected by Jonas').waitFor();
    t.is((await getDemo(1)).status, 'rejected');
  },
);

test.serial(
  'a page that nobody looks at lets its connection go, and catches up when somebody does',
  async (t) => {
    const { label, page } = await openLabel(t, ['Glass Horizon']);
    await page.clock.install();
    await page.goto(label.inboxPath);
    await waitUntilLive(page);
    const setVisibility = (state: 'hidden' | 'visible') =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'visibilityState', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    await setVisibility('hidden');
    const released = page.waitForEvent('requestfailed', (request) =>
      request.url().endsWith('/live'),
    );
    await page.clock.fastForward(20_000);
    await released;
    await label.submit({ trackTitle: 'While nobody looked' });
    await setVisibility('visible');
    await waitUntilLive(page);
    await page.clock.fastForward(1_000);
    await page.getByRole('link', { name: 'While nobody looked' }).waitFor();
    t.pass();
  },
);

test.serial('a decided demo stays where it was until one moves on', async (t) => {
  const { label, page } = await openLabel(t, ['Basement Letters', 'Kaltes Klares Wasser']);
  await page.goto(`${label.inboxPath}/2?status=in_queue`);
  await waitUntilLive(page);
  const row = page
    .getByRole('region', { name: 'Demos' })
    .getByRole('link', { name: 'Kaltes Klares' });
  await page.keyboard.press('a');
  await page.getByText('Approved by Mara').waitFor();
  t.true(await row.isVisible());
  await page.keyboard.press('j');
  await page.getByRole('heading', { name: 'Basement Letters' }).waitFor();
  await row.waitFor({ state: 'detached' });
});
