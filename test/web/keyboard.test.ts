import test from 'ava';
import { sharedBrowser } from '../helpers/browser.ts';
import { inboxUrl, openPreview, openWindow, waitUntilLive } from './open-preview.ts';

const operationNames = (calls: { act: string }[]) => calls.map(({ act }) => act);

test('by keyboard alone: move, approve, undo, reject, write, palette, sheet', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page, problems } = await openWindow(t, browser, preview);
  const waitForTitle = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();
  await page.goto(inboxUrl);
  await waitUntilLive(page);
  await page.keyboard.press('j');
  await waitForTitle('Glass Horizon');
  await page.keyboard.press('j');
  await waitForTitle('Kaltes Klares Wasser');
  await page.keyboard.press('k');
  await waitForTitle('Glass Horizon');

  await page.keyboard.press('a');
  await page.getByText('Approved by Maya Lindqvist').waitFor();
  await page.getByText('#1042: We’ll tell the artist in').waitFor();
  await page.keyboard.press('u');
  await page.getByText('#1042: The artist wasn’t told.').waitFor();
  await page.getByRole('button', { name: 'Approve' }).waitFor();

  await page.keyboard.press('r');
  await page.getByRole('dialog', { name: 'Reject this demo' }).waitFor();
  await page.keyboard.type('Keep them coming. ja');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Rejected by Maya Lindqvist').waitFor();
  t.is(preview.fixture.find(1042).decision?.reason, 'Keep them coming. ja');

  await page.keyboard.press('m');
  await page.keyboard.type('Thank you for this one.');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('article').getByText('Thank you for this one.').waitFor();
  t.is(await page.getByRole('textbox', { name: 'Message to Ada Lune' }).inputValue(), '');
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
  t.deepEqual(operationNames(preview.fixture.calls), [
    'decide:approved',
    'undo',
    'decide:rejected',
    'message',
  ]);
  t.deepEqual(problems, []);
});

test('new demos slide in, others’ acts appear, and one keeps one’s place', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page, problems } = await openWindow(t, browser, preview);
  await page.goto(`${inboxUrl}/1041`);
  await waitUntilLive(page);
  const list = page.getByRole('region', { name: 'Demos' });
  await list.evaluate((box) => box.scrollTo(0, 900));
  const row = list.getByRole('link', { name: 'Velvet Static 12' });
  const getTop = () => row.evaluate((element) => element.getBoundingClientRect().top);
  const before = await getTop();
  preview.emitChange(preview.fixture.addDemo('Out of nowhere'));
  await list.getByRole('link', { name: 'Out of nowhere' }).waitFor({ state: 'attached' });
  t.is(await getTop(), before);
  await page.getByText('One new demo').waitFor({ state: 'attached' });

  preview.fixture.decideElsewhere(1041, 'approved');
  preview.emitChange(1041);
  await page.getByText('Approved by Jonas').waitFor();
  t.deepEqual(problems, []);
});

test('an act that somebody else forestalled is told, and what is shown is true again', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page } = await openWindow(t, browser, preview);
  await page.goto(`${inboxUrl}/1041`);
  await waitUntilLive(page);
  preview.fixture.decideElsewhere(1041, 'rejected');
  await page.keyboard.press('a');
  await page.getByRole('alert').filter({ hasText: 'Jonas was first: rejected.' }).waitFor();
  await page.getByText('Rejected by Jonas').waitFor();
  t.is(preview.fixture.find(1041).status, 'rejected');
});

test('a lost connection is said, and what was missed is fetched', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page } = await openWindow(t, browser, preview);
  await page.goto(inboxUrl);
  await waitUntilLive(page);
  const refused = page.waitForResponse((response) => response.status() === 502);
  preview.rejectStreams(502);
  await page.getByRole('status').filter({ hasText: 'Reconnecting' }).waitFor();
  await refused;
  preview.fixture.addDemo('While you were away');
  preview.rejectStreams(null);
  await page.getByRole('link', { name: 'While you were away' }).waitFor();
  await waitUntilLive(page);
  t.pass();
});

test('a page that nobody looks at lets its connection go, and catches up when somebody does', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page } = await openWindow(t, browser, preview);
  await page.clock.install();
  await page.goto(inboxUrl);
  await waitUntilLive(page);
  const setVisibility = (state: 'hidden' | 'visible') =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await setVisibility('hidden');
  const released = preview.waitForStreamEnd();
  await page.clock.fastForward(20_000);
  await released;
  preview.fixture.addDemo('While nobody looked');
  await setVisibility('visible');
  await waitUntilLive(page);
  await page.clock.fastForward(1_000);
  await page.getByRole('link', { name: 'While nobody looked' }).waitFor();
  t.pass();
});

test('a decided demo stays where it was until one moves on', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page } = await openWindow(t, browser, preview);
  await page.goto(`${inboxUrl}/1041?status=in_queue`);
  await waitUntilLive(page);
  const row = page
    .getByRole('region', { name: 'Demos' })
    .getByRole('link', { name: 'Kaltes Klares' });
  await page.keyboard.press('a');
  await page.getByText('Approved by Maya Lindqvist').waitFor();
  t.true(await row.isVisible());
  await page.keyboard.press('j');
  await page.getByRole('heading', { name: 'Basement Letters' }).waitFor();
  await row.waitFor({ state: 'detached' });
});
