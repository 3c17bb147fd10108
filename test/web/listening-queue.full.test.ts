import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { submissionSubject } from '../../domain/index.ts';
import { assertAccessible, saveScreenshots } from '../end-to-end/page-checks.ts';
import { submitDemo, waitForMessage } from '../helpers/label.ts';
import { makeWav } from '../worker/audio/wav-files.ts';
import { openWindowAs, waitUntilHydrated } from './open-window.ts';
import { sharedWebApp } from './web-app.ts';
import { createWebLabel, type WebLabel } from './web-label.ts';

const getApp = sharedWebApp({ regions: ['eu-uk'], processes: ['server', 'worker', 'bot'] });

/** A label whose demos have these titles, the oldest first; of one in `seconds` a file is kept. */
async function createQueue(titles: readonly string[], seconds: Record<string, number> = {}) {
  const app = await getApp();
  const label = await createWebLabel(app);
  for (const trackTitle of titles) {
    const length = seconds[trackTitle];
    if (length === undefined) await label.submit({ trackTitle });
    else await sendFile(label, trackTitle, makeWav(length));
  }
  return { app, label, listenPath: `${label.path}/listen` };
}

async function sendFile(label: WebLabel, trackTitle: string, content: Buffer): Promise<void> {
  const name = `${trackTitle.replaceAll(' ', '')}.wav`;
  await submitDemo(label.app, label, { trackTitle, trackUrl: '' }, label.artist, [
    { name, content },
  ]);
  await waitForMessage(label.app, { channelId: label.staffChannel, contains: `${name} · 0:` });
}

type Queue = Awaited<ReturnType<typeof createQueue>>;

async function openQueue(
  t: ExecutionContext,
  { app, label, listenPath }: Queue,
  options: { personId?: string; browser?: Parameters<typeof openWindowAs>[2] } = {},
) {
  const { personId = label.owner, browser } = options;
  const browserWindow = await openWindowAs(t, { app, personId }, browser);
  // Platforms' frames.
  await browserWindow.page.route(
    (url) => url.origin !== new URL(app.url).origin && url.protocol !== 'data:',
    (route) => route.fulfill({ contentType: 'text/html', body: '<title>platform</title>' }),
  );
  await browserWindow.page.goto(listenPath);
  if (browser?.javaScriptEnabled !== false) await waitUntilHydrated(browserWindow.page);
  return browserWindow;
}

const waitForDemo = (page: Page, title: string) =>
  page.getByRole('heading', { name: title, level: 2, exact: true }).waitFor();
const noteField = (page: Page) => page.getByRole('textbox', { name: 'Add a note for your team' });
const noticeOf = (page: Page, text: string | RegExp) => page.getByText(text).first();
const statusOf = async ({ operations, admin }: WebLabel, number: number) =>
  (await operations.submissions.get(admin, number)).status;

/** Until the sound of this demo is there, and moves. */
const waitForSound = (page: Page, title: string, fromMs = 1) =>
  page.waitForFunction(
    ([name, from]) =>
      [...document.querySelectorAll<HTMLInputElement>('section[aria-label="Player"] input')].some(
        (input) => input.ariaLabel === `Position in ${name}` && input.valueAsNumber >= from,
      ),
    [title, fromMs] as const,
  );

/** @returns a function for the names of the sounds that were heard since, in their order */
async function recordSounds(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const names = new Set<string>();
    Object.assign(window, { heardNames: names });
    setInterval(() => {
      for (const input of document.querySelectorAll<HTMLInputElement>(
        'section[aria-label="Player"] input',
      ))
        if (input.valueAsNumber > 0 && input.ariaLabel?.startsWith('Position'))
          names.add(input.ariaLabel);
    }, 50);
  });
  return () =>
    page.evaluate(() => [...(window as unknown as { heardNames: Set<string> }).heardNames]);
}

/** The decisions of a demo, as its history has them. */
const decisionsOf = async ({ operations, admin }: WebLabel, number: number) =>
  (await operations.submissions.get(admin, number)).timeline.flatMap((entry) =>
    entry.kind === 'status' ? [`${entry.to} by ${entry.actorName}`] : [],
  );

/** Until the next demos, and the dialog for a reason, are there: they take no connection then. */
const waitUntilAhead = async (page: Page, count: number) => {
  await page.waitForFunction((expected) => {
    const names = performance.getEntriesByType('resource').map(({ name }) => name);
    const isThere = (part: string) => names.filter((name) => name.includes(part)).length;
    return isThere('&ahead=') >= expected && isThere('queue-reject-dialog') > 0;
  }, count);
};

/** Until the server has handled what was done. */
const waitUntilSent = (page: Page) =>
  page.waitForFunction(
    () => !Object.keys(localStorage).some((key) => key.startsWith('vektra-queue/')),
  );

test.serial('three demos by keyboard alone: play, note, approve, reject, skip, undo', async (t) => {
  const titles = ['Glass Horizon', 'Basement Letters', 'Night Bus'];
  const queue = await createQueue(titles, { 'Glass Horizon': 20 });
  const { label } = queue;
  const { operations, admin } = label;
  const { page, problems } = await openQueue(t, queue);
  await waitForDemo(page, 'Glass Horizon');
  await page.getByText('3 demos left').waitFor();
  await page.keyboard.press('Space');
  await waitForSound(page, 'Glass Horizon');
  await page.keyboard.press('ArrowRight');
  await waitForSound(page, 'Glass Horizon', 5_000);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('c');
  await page.getByText(/^At 0:\d\d/).waitFor();
  await page.keyboard.type('The break is a keeper, approve.');
  await saveScreenshots(page, 'listen-note');
  await page.keyboard.press('Control+Enter');
  await page
    .getByRole('button', { name: /^Mara at \d+ seconds: The break/ })
    .first()
    .waitFor();
  const [note] = await operations.notes.list(admin, submissionSubject(1));
  t.true((note?.positionMs ?? 0) >= 5_000, 'pinned to where the file was');
  t.truthy(note?.fileId);
  // At the end of the file the queue would go on by itself.
  await page.keyboard.press('Space');
  await page
    .getByRole('region', { name: 'Player' })
    .getByRole('button', { name: 'Play', exact: true })
    .waitFor();
  await saveScreenshots(page, 'listen');
  t.deepEqual(problems, []);
  await assertAccessible(t, page, 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await assertAccessible(t, page, 'light');
  await page.emulateMedia({ colorScheme: 'dark' });

  await page.keyboard.press('a');
  await waitForDemo(page, 'Basement Letters');
  await page.getByRole('status').getByText('Approved: Glass Horizon').waitFor();
  await page.getByText('2 demos left').waitFor();
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason for the artist').focus();
  await page.keyboard.type('Not our sound.');
  await page.keyboard.press('Control+Enter');
  await waitForDemo(page, 'Night Bus');
  await page.getByText('1 demo left').waitFor();
  await page.keyboard.press('k');
  await page.getByRole('heading', { name: 'That’s the end of the queue' }).waitFor();
  await page.getByText('One demo before this is still undecided.').waitFor();
  await waitUntilSent(page);
  t.is(await statusOf(label, 1), 'approved');
  t.like((await operations.submissions.get(admin, 2)).decision, {
    status: 'rejected',
    reason: 'Not our sound.',
  });
  t.is(await statusOf(label, 3), 'in_queue', 'a skipped demo is not decided');

  await page.keyboard.press('u');
  await waitForDemo(page, 'Basement Letters');
  await page.getByRole('button', { name: 'Approve' }).waitFor();
  await page.keyboard.press('s');
  await waitForDemo(page, 'Night Bus');
  await page.keyboard.press('p');
  await waitForDemo(page, 'Basement Letters');
  await page.keyboard.press('n');
  await waitForDemo(page, 'Night Bus');
  await waitUntilSent(page);
  t.is(await statusOf(label, 2), 'shortlisted');
  await page.keyboard.press('k');
  await page.getByRole('heading', { name: 'That’s the end of the queue' }).waitFor();
  await saveScreenshots(page, 'listen-end');
  await assertAccessible(t, page, 'end');
});

test.serial('the queue goes on at the end of a file, unless it is told not to', async (t) => {
  const titles = ['First', 'Second', 'Third'];
  const queue = await createQueue([...titles, 'Linked'], { First: 1, Second: 1, Third: 1 });
  const { page } = await openQueue(t, queue);
  const heard = await recordSounds(page);
  await page.getByRole('button', { name: 'Play First', exact: true }).click();
  await waitForDemo(page, 'Linked');
  t.deepEqual(
    await heard(),
    titles.map((title) => `Position in ${title}`),
  );
  await page.getByText(/^SoundCloud doesn’t tell us when a track ends/).waitFor();
  t.is(await page.locator('iframe').count(), 0, 'a platform’s frame takes a press');

  const another = await openQueue(t, await createQueue(titles, { First: 1 }));
  const patient = another.page;
  await patient.getByLabel('Auto-advance').uncheck();
  await patient.getByRole('button', { name: 'Play First', exact: true }).click();
  await waitForSound(patient, 'First', 900);
  const player = patient.getByRole('region', { name: 'Player', exact: true });
  await player.getByRole('button', { name: 'Play', exact: true }).waitFor();
  await patient.getByRole('button', { name: 'Approve' }).click();
  await patient.getByRole('button', { name: 'Next', exact: true }).waitFor();
  await waitForDemo(patient, 'First');
  await patient.reload();
  await waitUntilHydrated(patient);
  t.false(await patient.getByLabel('Auto-advance').isChecked(), 'the browser remembers it');
});

test.serial('each person’s place is remembered', async (t) => {
  const queue = await createQueue(['First', 'Second', 'Third']);
  const { page } = await openQueue(t, queue);
  await page.getByRole('button', { name: 'Skip' }).click();
  await waitForDemo(page, 'Second');
  await page.getByRole('button', { name: 'Next demo' }).click();
  await waitForDemo(page, 'Third');
  await page.waitForFunction(() => Object.keys(localStorage).every((key) => !/queue/.test(key)));
  await page.goto(queue.listenPath);
  await waitForDemo(page, 'Third');
  const colleague = await openQueue(t, queue, { personId: queue.label.staff });
  await waitForDemo(colleague.page, 'First');

  await page.getByRole('button', { name: 'Skip' }).click();
  await page.getByRole('button', { name: 'Start over' }).click();
  await waitForDemo(page, 'First');
  t.is(await page.getByText('3 demos left').count(), 1);
});

test.serial('without a connection nothing is lost, and nothing is done twice', async (t) => {
  const queue = await createQueue(['First', 'Second', 'Third', 'Fourth']);
  const { label } = queue;
  const { page } = await openQueue(t, queue);
  await waitUntilAhead(page, 2);
  await page.context().setOffline(true);
  await page.keyboard.press('a');
  await waitForDemo(page, 'Second');
  await noticeOf(page, /^\d actions? waiting to be sent/).waitFor();
  await noteField(page).fill('Play it to Ana');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Waiting to be sent', { exact: true }).waitFor();
  await page.keyboard.press('k');
  await waitForDemo(page, 'Third');
  await saveScreenshots(page, 'listen-offline');
  await assertAccessible(t, page, 'offline');
  await page.keyboard.press('k');
  await page.getByRole('heading', { name: 'This demo isn’t loaded yet' }).waitFor();
  t.is(await statusOf(label, 1), 'in_queue');
  await page.context().setOffline(false);
  await waitForDemo(page, 'Fourth');
  await noticeOf(page, /waiting to be sent/).waitFor({ state: 'detached' });
  await page.waitForFunction(() => Object.keys(localStorage).every((key) => !/queue/.test(key)));
  t.deepEqual(await decisionsOf(label, 1), ['approved by Mara']);
  t.like(await label.operations.notes.list(label.admin, submissionSubject(2)), [
    { body: 'Play it to Ana', authorName: 'Mara' },
  ]);
  t.is((await label.operations.listeningQueue.get(label.admin, {})).place, 3);
});

test.serial('what was refused after all is shown, with the reason', async (t) => {
  const queue = await createQueue(['First', 'Second']);
  const { label } = queue;
  const { page } = await openQueue(t, queue);
  await waitUntilAhead(page, 1);
  await page.context().setOffline(true);
  await page.keyboard.press('a');
  await waitForDemo(page, 'Second');
  // Taken back before it was sent: nobody learns of it.
  await page.keyboard.press('u');
  await waitForDemo(page, 'First');
  await page.getByRole('button', { name: 'Approve' }).waitFor();
  await page.keyboard.press('r');
  await page.getByLabel('Reason for the artist').fill('Too long an intro.');
  await page.keyboard.press('Control+Enter');
  await waitForDemo(page, 'Second');
  await label.operations.review.decide(label.reviewer, {
    requestId: label.newRequestId(),
    number: 1,
    decision: 'approved',
  });
  // Left while it waits; opened again another time.
  const context = page.context();
  await page.close();
  await context.setOffline(false);
  const reopened = await context.newPage();
  await reopened.goto(queue.listenPath);
  const alert = reopened.getByRole('alert');
  await alert.getByText('One action wasn’t accepted').waitFor();
  await alert.getByText('Already decided. Jonas was first: approved.').waitFor();
  await alert.getByText('Too long an intro.').waitFor();
  t.deepEqual(await decisionsOf(label, 1), ['approved by Jonas']);
  await saveScreenshots(reopened, 'listen-refused');
  await assertAccessible(t, reopened, 'refused');
  await reopened.reload();
  await waitUntilHydrated(reopened);
  await alert.getByRole('button', { name: 'Got it' }).click();
  await alert.waitFor({ state: 'detached' });
  await reopened.reload();
  await waitUntilHydrated(reopened);
  t.is(await alert.count(), 0);
});

test.serial('everything is in reach of a thumb on a phone', async (t) => {
  const queue = await createQueue(['Glass Horizon', 'Basement Letters'], { 'Glass Horizon': 20 });
  const browser = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  const { page } = await openQueue(t, queue, { browser });
  await page.getByRole('button', { name: 'Play Glass Horizon', exact: true }).tap();
  await waitForSound(page, 'Glass Horizon');
  const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  t.true((await sideways()) <= 0);
  await saveScreenshots(page, 'listen-touch');
  for (const name of ['Reject', 'Shortlist', 'Skip', 'Approve']) {
    const box = await page
      .getByRole(name === 'Reject' ? 'link' : 'button', { name, exact: true })
      .boundingBox();
    t.true((box?.height ?? 0) >= 44 && (box?.y ?? 0) + (box?.height ?? 0) <= 844, name);
  }
  await assertAccessible(t, page, 'phone');
  await page.getByRole('button', { name: 'Shortlist' }).tap();
  await waitForDemo(page, 'Basement Letters');
  await page.getByRole('button', { name: 'Undo' }).tap();
  await waitForDemo(page, 'Glass Horizon');
  t.true((await sideways()) <= 0);
});

test.serial('without script forms do the same', async (t) => {
  const queue = await createQueue(['First', 'Second', 'Third']);
  const { label } = queue;
  const { page } = await openQueue(t, queue, { browser: { javaScriptEnabled: false } });
  await noteField(page).fill('A strong intro');
  await page.getByRole('button', { name: 'Add note' }).click();
  await page.getByRole('listitem').getByText('A strong intro').waitFor();
  await page.getByRole('button', { name: 'Skip' }).click();
  await waitForDemo(page, 'Second');
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Approved by Mara').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('link', { name: 'Reject', exact: true }).click();
  await page.getByLabel('Reason for the artist').fill('Not now.');
  await page.getByRole('button', { name: 'Reject', exact: true }).click();
  await page.getByText('Rejected by Mara').waitFor();
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await waitForDemo(page, 'Third');
  t.is(await statusOf(label, 2), 'rejected');
  await page.getByRole('link', { name: 'Previous demo' }).click();
  await waitForDemo(page, 'First');
  t.is(await page.locator('kbd:visible').count(), 0);
});
