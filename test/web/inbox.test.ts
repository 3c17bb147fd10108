import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { submissionSubject } from '../../domain/index.ts';
import { saveScreenshots } from '../end-to-end/page-checks.ts';
import { findViolations } from '../helpers/axe.ts';
import { sharedBrowser } from '../helpers/browser.ts';
import { setUndoSeconds } from '../helpers/discord-actions.ts';
import { startFaultProxy } from '../helpers/fault-proxy.ts';
import { testFull } from '../helpers/test-matrix.ts';
import { openWindow, openWindowAs, waitUntilHydrated, waitUntilLive } from './open-window.ts';
import { sharedWebApp } from './web-app.ts';
import { createWebLabel, type WebLabel } from './web-label.ts';

const getApp = sharedWebApp({ regions: ['eu-uk'], hasFaultProxies: true });

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

testFull('a lost connection is said, and what was missed is fetched', async (t) => {
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
  await page.goto(`${label.inboxPath}/3`);
  await waitUntilLive(page);
  await page.keyboard.press('Tab');
  t.is(await page.evaluate(() => document.activeElement?.textContent), 'Skip to content');
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
  await page.locator('#decision:focus').waitFor();
  await page.keyboard.press('Tab');
  t.is(await page.evaluate(() => document.activeElement?.textContent), 'UndoU');

  await page.keyboard.press('m');
  await page.keyboard.type('Thank you for this one.');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('article').getByText('Thank you for this one.').waitFor();
  t.is(await page.getByRole('textbox', { name: 'Message to KITE' }).inputValue(), '');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search' });
  const search = palette.getByRole('combobox', { name: 'Search' });
  await palette.getByRole('listbox', { name: 'Search' }).waitFor();
  await search.fill('s');
  await page.keyboard.press('ArrowDown');
  const selected = palette.getByRole('option', { selected: true });
  await palette.locator('[role="option"][aria-selected="true"][id$="-1"]').waitFor();
  t.is(await selected.count(), 1);
  t.is(await search.getAttribute('aria-activedescendant'), await selected.getAttribute('id'));
  t.deepEqual(await findViolations(page), []);
  await search.fill('storage');
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
  await page.getByRole('combobox', { name: 'Search' }).waitFor();
  t.is(page.url(), before);
  t.deepEqual(
    (await getDemo(3)).timeline.map(({ kind }) => kind),
    ['submitted', 'status', 'undone', 'status', 'message'],
    'each once',
  );
  t.deepEqual(problems, []);
});

testFull('data from before a decision that arrive after it do not take its focus', async (t) => {
  const { app, label, page, getDemo } = await openLabel(t, ['Glass Horizon']);
  await setUndoSeconds(app, label, 300);
  await page.goto(`${label.inboxPath}/1`);
  await waitUntilLive(page);
  const isHeld = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  await page.route(
    (url) => url.pathname.endsWith('/submissions/1.data'),
    async (route) => {
      if (route.request().method() !== 'GET') return route.fallback();
      const response = await route.fetch();
      isHeld.resolve();
      await release.promise;
      await route.fulfill({ response });
    },
    { times: 1 },
  );
  await label.operations.tags.add(label.reviewer, {
    requestId: label.newRequestId(),
    subject: submissionSubject(1),
    tag: 'ambient',
  });
  await isHeld.promise;
  await page.keyboard.press('r');
  await page.getByRole('dialog', { name: 'Reject this demo' }).waitFor();
  await page.keyboard.type('Keep them coming.');
  await page.keyboard.press('Control+Enter');
  await page.locator('#decision:focus').getByText('Rejected by Mara').waitFor();
  t.is((await getDemo(1)).status, 'rejected');
  const isReplaced = page.waitForFunction(() => !document.querySelector('#decision'));
  release.resolve();
  await isReplaced;
  await page.locator('#decision:focus').getByText('Rejected by Mara').waitFor();
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

const composerOf = (page: Page) => page.getByRole('textbox', { name: 'Message to KITE' });
const unsentNotice = (page: Page) => page.getByRole('alert').filter({ hasText: 'Not sent' });
const readDraftKeys = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('vektra-draft/')));
const bodiesOf = async ({ operations, admin }: WebLabel, number: number) =>
  (await operations.submissions.get(admin, number)).timeline.flatMap((entry) =>
    entry.kind === 'message' ? [entry.body] : [],
  );

testFull('what is typed is kept per demo, within limits', async (t) => {
  const { label, page, problems } = await openLabel(t, ['Basement Letters', 'Glass Horizon']);
  const otherPersonsKey = `vektra-draft/1/${label.guildId}/submission/1/body`;
  await page.goto(`${label.inboxPath}/2`);
  await page.evaluate(
    ([prefix, othersKey]) => {
      const keep = (key: string, savedAt: number) =>
        localStorage.setItem(key, JSON.stringify({ text: 'Old words', savedAt }));
      keep(`${prefix}/submission/1/body`, Date.now() - 8 * 86_400_000);
      keep(othersKey as string, Date.now());
      for (let number = 100; number < 160; number++)
        keep(`${prefix}/submission/${number}/body`, Date.now() - number * 1_000);
    },
    [`vektra-draft/${label.owner}/${label.guildId}`, otherPersonsKey],
  );
  await waitUntilLive(page);
  await page.keyboard.press('m');
  await page.keyboard.type('Who sings on this one?');
  await page.keyboard.press('Escape');
  const keys = await readDraftKeys(page);
  t.is(keys.length, 50, 'the oldest made room');
  t.true(keys.includes(otherPersonsKey));
  await page.keyboard.press('j');
  await page.getByRole('heading', { name: 'Basement Letters', level: 1 }).waitFor();
  t.is(await composerOf(page).inputValue(), '', 'neither too old nor another person’s');
  await page.keyboard.press('k');
  await page.getByRole('heading', { name: 'Glass Horizon', level: 1 }).waitFor();
  t.is(await composerOf(page).inputValue(), 'Who sings on this one?');
  t.is(await unsentNotice(page).count(), 0, 'it was not sent');
  await composerOf(page).fill('');
  t.is((await readDraftKeys(page)).length, 49);
  t.deepEqual(problems, []);
});

test.serial('offline a form keeps its page and what was typed, and is sent again', async (t) => {
  const { label, page, getDemo } = await openLabel(t, ['Basement Letters', 'Glass Horizon']);
  const rejectDialogLoaded = page.waitForEvent('requestfinished', (request) =>
    request.url().includes('/reject-dialog-'),
  );
  await page.goto(`${label.inboxPath}/2`);
  await waitUntilLive(page);
  // Its dialog comes once the page is there, so that it can be opened offline.
  await rejectDialogLoaded;
  await page.context().setOffline(true);
  await composerOf(page).fill('Who sings on this one?');
  await page.keyboard.press('Control+Enter');
  await unsentNotice(page).getByText('No connection').waitFor();
  t.is(await composerOf(page).inputValue(), 'Who sings on this one?');
  t.true(await page.getByRole('heading', { name: 'Glass Horizon', level: 1 }).isVisible());
  await saveScreenshots(page, 'unsent-message');
  t.deepEqual(await findViolations(page), []);
  await page.context().setOffline(false);
  await unsentNotice(page).getByRole('button', { name: 'Send again' }).click();
  await page.getByRole('article').getByRole('listitem').getByText('Who sings on this').waitFor();
  t.is(await composerOf(page).inputValue(), '');
  t.deepEqual(await bodiesOf(label, 2), ['Who sings on this one?']);
  t.deepEqual(await readDraftKeys(page), []);

  await page.context().setOffline(true);
  await page.keyboard.press('r');
  await page.getByLabel('Reason for the artist').fill('Lovely, but not ours.');
  await page.keyboard.press('Control+Enter');
  await unsentNotice(page).getByText('No connection').waitFor();
  await page.getByRole('link', { name: 'Reject', exact: true }).waitFor();
  await page.context().setOffline(false);
  await unsentNotice(page).getByRole('button', { name: 'Send again' }).click();
  await page.getByText('Rejected by Mara').waitFor();
  t.is((await getDemo(2)).decision?.reason, 'Lovely, but not ours.');
  t.is(await unsentNotice(page).count(), 0);
  t.deepEqual(await readDraftKeys(page), []);
});

/** A name with another part (`palette-actions-…`) is a script of the page. */
const DIALOG_SCRIPTS = /\/assets\/(reject-dialog|palette)-[\w-]{8}\.js$/;

testFull('a dialog that cannot be loaded leaves the page as it is', async (t) => {
  const { label, page } = await openLabel(t, ['Glass Horizon']);
  await page.goto(`${label.inboxPath}/1`);
  for (const [key, dialogName] of [
    ['r', 'Reject this demo'],
    ['Control+k', 'Search'],
  ] as const) {
    await page.route(DIALOG_SCRIPTS, (route) => route.abort());
    await page.reload();
    await waitUntilLive(page);
    await page.keyboard.press(key);
    const failure = page.getByRole('alert').filter({ hasText: 'can’t be opened right now' });
    await failure.waitFor();
    t.true(await page.getByRole('heading', { name: 'Glass Horizon', level: 1 }).isVisible());
    if (key === 'r') await saveScreenshots(page, 'dialog-failed');
    t.deepEqual(await findViolations(page), []);
    await page.unroute(DIALOG_SCRIPTS);
    await failure.getByRole('button', { name: 'Reload' }).click();
    await failure.waitFor({ state: 'detached' });
    await waitUntilLive(page);
    await page.keyboard.press(key);
    await page.getByRole('dialog', { name: dialogName }).waitFor();
  }
});

testFull('a message whose response was lost is sent again and arrives once', async (t) => {
  const { label, page } = await openLabel(t, ['Glass Horizon']);
  await page.goto(`${label.inboxPath}/1`);
  await waitUntilLive(page);
  let isLost = false;
  await page.route('**/submissions/1.data*', async (route) => {
    if (isLost || route.request().method() !== 'POST') return route.continue();
    isLost = true;
    await route.fetch();
    await route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' });
  });
  await composerOf(page).fill('Are you free on Friday?');
  await page.keyboard.press('Control+Enter');
  await unsentNotice(page).waitFor();
  await page.reload();
  await unsentNotice(page).waitFor();
  t.is(await composerOf(page).inputValue(), 'Are you free on Friday?');
  await unsentNotice(page).getByRole('button', { name: 'Send again' }).click();
  await unsentNotice(page).waitFor({ state: 'detached' });
  await page.getByText('#1: The artist gets it as a direct message.').waitFor();
  t.deepEqual(await bodiesOf(label, 1), ['Are you free on Friday?']);
});

testFull('an expired session leads to sign-in and back to what was typed', async (t) => {
  const { app, label, page } = await openLabel(t, ['Glass Horizon']);
  const signIn = async (personId: string) => {
    await page.getByRole('combobox', { name: 'You are' }).selectOption(personId);
    await page.getByRole('button', { name: 'Authorize' }).click();
  };
  const demoPath = `${label.inboxPath}/1?status=in_queue`;
  await page.goto(demoPath);
  await waitUntilLive(page);
  await composerOf(page).fill('Are you free on Friday?');
  await page.context().clearCookies();
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(`${app.discord.url}/**`);
  t.deepEqual(await bodiesOf(label, 1), []);
  await signIn(label.owner);
  await page.waitForURL(`**${demoPath}`);
  await unsentNotice(page).getByText('What you typed is saved in this browser.').waitFor();
  t.is(await composerOf(page).inputValue(), 'Are you free on Friday?');
  await unsentNotice(page).getByRole('button', { name: 'Send again' }).click();
  await page.getByRole('article').getByRole('listitem').getByText('Are you free').waitFor();
  t.deepEqual(await bodiesOf(label, 1), ['Are you free on Friday?']);

  await composerOf(page).fill('And on Saturday?');
  await page.context().clearCookies();
  await page.reload();
  await signIn(label.staff);
  await page.waitForURL(`**${demoPath}`);
  await waitUntilLive(page);
  t.is(await composerOf(page).inputValue(), '', 'another person on the same browser');
  await composerOf(page).fill('Not hers.');
  t.is((await readDraftKeys(page)).length, 2);
  await page.locator('summary[aria-label^="Signed in as"]').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(`${app.url}/`);
  t.deepEqual(await readDraftKeys(page), [
    `vektra-draft/${label.owner}/${label.guildId}/submission/1/body`,
  ]);
});

testFull('a live update that cannot be loaded leaves the page as it is', async (t) => {
  const { label, page } = await openLabel(t, ['Glass Horizon']);
  await page.goto(`${label.inboxPath}/1`);
  await waitUntilLive(page);
  await composerOf(page).fill('Half a sent');
  const isPageData = (url: URL) => url.pathname.endsWith('/submissions/1.data');
  const failed = Promise.withResolvers<void>();
  await page.route(isPageData, async (route) => {
    await route.abort('internetdisconnected');
    failed.resolve();
  });
  await label.submit({ trackTitle: 'Out of nowhere' });
  await failed.promise;
  await page.keyboard.type('ence');
  t.is(await composerOf(page).inputValue(), 'Half a sentence');
  await page.unroute(isPageData);
  await page.getByRole('link', { name: 'Out of nowhere' }).waitFor();
  t.is(await composerOf(page).inputValue(), 'Half a sentence');

  await page.route('**/submissions/2.data*', (route) => route.abort('internetdisconnected'));
  await page.getByRole('link', { name: 'Out of nowhere' }).click();
  await page.getByRole('heading', { name: 'No connection' }).waitFor();
  await page.unroute('**/submissions/2.data*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Out of nowhere', level: 1 }).waitFor();
});

const scrollTopOf = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => element.scrollTop);

testFull('a page opens at its top, and going back restores where one was', async (t) => {
  const { label, page } = await openLabel(
    t,
    Array.from({ length: 45 }, (_, index) => `Velvet Static ${index}`),
  );
  await page.setViewportSize({ width: 1440, height: 500 });
  await page.goto(label.inboxPath);
  await waitUntilLive(page);
  const list = 'section[aria-label="Demos"]';
  await page.locator(list).evaluate((box) => box.scrollTo(0, 900));
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
  await page.locator('main').evaluate((box) => box.scrollTo(0, 300));
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Label', level: 1 }).waitFor();
  t.is(await scrollTopOf(page, 'main'), 0);
  await page.goBack();
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
  t.is(await scrollTopOf(page, 'main'), 300);
  await page.goBack();
  await page.getByRole('heading', { name: 'Submissions', level: 1 }).waitFor();
  t.is(await scrollTopOf(page, list), 900);
  await page.reload();
  await waitUntilLive(page);
  t.is(await scrollTopOf(page, list), 900);
});

testFull('on a phone a demo opens at its top, and the list where it was left', async (t) => {
  const { label, page } = await openLabel(
    t,
    Array.from({ length: 45 }, (_, index) => `Velvet Static ${index}`),
  );
  await page.setViewportSize({ width: 390, height: 600 });
  await page.goto(label.inboxPath);
  await waitUntilLive(page);
  const row = page.getByRole('link', { name: 'Velvet Static 20' });
  await row.scrollIntoViewIfNeeded();
  const getTop = () => page.evaluate(() => window.scrollY);
  const listTop = await getTop();
  t.true(listTop > 0);
  await row.click();
  await page.getByRole('heading', { name: 'Velvet Static 20', level: 1 }).waitFor();
  t.is(await getTop(), 0);
  await page.getByRole('link', { name: 'Submissions' }).first().click();
  await page.getByRole('heading', { name: 'Submissions', level: 1 }).waitFor();
  t.is(await getTop(), listTop);
});

testFull('a setting that was not saved is kept, and what is only typed is not', async (t) => {
  const { label, page } = await openLabel(t, []);
  const name = page.getByRole('textbox', { name: 'Label name' });
  await page.goto(`${label.path}/settings`);
  await waitUntilHydrated(page);
  await name.fill('Typed and left');
  t.deepEqual(await readDraftKeys(page), []);
  await page.context().setOffline(true);
  await name.fill('Nocturne');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await unsentNotice(page).getByText('No connection').waitFor();
  await saveScreenshots(page, 'unsent-setting');
  t.deepEqual(await findViolations(page), []);
  await page.context().setOffline(false);
  await page.reload();
  await unsentNotice(page).waitFor();
  t.is(await name.inputValue(), 'Nocturne');
  await unsentNotice(page).getByRole('button', { name: 'Send again' }).click();
  await page.getByRole('button', { name: 'Saved' }).waitFor();
  t.is((await label.operations.settings.get(label.admin)).label.labelName, 'Nocturne');
  t.deepEqual(await readDraftKeys(page), []);
});
