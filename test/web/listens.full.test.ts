import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { submissionSubject } from '../../domain/index.ts';
import { assertAccessible, saveScreenshot, saveScreenshots } from '../end-to-end/page-checks.ts';
import { submitDemo, waitForMessage } from '../helpers/label.ts';
import { makeWav } from '../worker/audio/wav-files.ts';
import { openWindowAs, waitUntilHydrated, waitUntilLive } from './open-window.ts';
import { sharedWebApp } from './web-app.ts';
import { createWebLabel, type WebLabel } from './web-label.ts';

const getApp = sharedWebApp({ regions: ['eu-uk'], processes: ['server', 'worker', 'bot'] });

const WAV = makeWav(50);
/** Between two looks of the meter, ms of the track. */
const TOLERANCE_MS = 400;

/** A label with a demo that has a file, and its owner's window with that demo open. */
async function openDemo(t: ExecutionContext) {
  const app = await getApp();
  const label = await createWebLabel(app);
  await submitDemo(app, label, { trackTitle: 'Glass Horizon' }, label.artist, [
    { name: 'glass.wav', content: WAV },
  ]);
  await waitForMessage(app, { channelId: label.staffChannel, contains: 'glass.wav · 0:50' });
  const browserWindow = await openWindowAs(t, { app, personId: label.owner });
  const { page } = browserWindow;
  await keepSound(page);
  await page.goto(`${label.inboxPath}/1`);
  await waitUntilLive(page);
  return { app, label, ...browserWindow };
}

/** The player's sound element is in no document: it is kept where tests find it. */
const keepSound = (page: Page) =>
  page.addInitScript(() => {
    const BrowserAudio = Audio;
    const sounds: HTMLAudioElement[] = Object.assign(window, { sounds: [] }).sounds;
    window.Audio = new Proxy(BrowserAudio, {
      construct(target, args) {
        const sound: HTMLAudioElement = Reflect.construct(target, args);
        sounds.push(sound);
        return sound;
      },
    });
  });

/** What the browser says that it has played, ms: no part of it was played twice. */
const readPlayedMs = (page: Page) =>
  page.evaluate(() => {
    const { sounds } = window as unknown as { sounds: HTMLAudioElement[] };
    return sounds.reduce((total, { played }) => {
      let seconds = 0;
      for (let index = 0; index < played.length; index++)
        seconds += played.end(index) - played.start(index);
      return total + seconds * 1_000;
    }, 0);
  });

const barOf = (page: Page) => page.getByRole('region', { name: 'Player', exact: true });
const playerButton = (page: Page, name: string) =>
  barOf(page).getByRole('button', { name, exact: true });
const seekBarOf = (page: Page) =>
  barOf(page).getByRole('slider', { name: 'Position in Glass Horizon' });
const heardOf = (page: Page) =>
  page.getByRole('definition').filter({ hasText: /Nobody yet|for \d+ (second|minute)/ });

/** Until the sound has got there, ms. */
const waitForPosition = (page: Page, ms: number) =>
  page.waitForFunction(
    (least) =>
      [...document.querySelectorAll<HTMLInputElement>('section[aria-label="Player"] input')].some(
        (input) => input.ariaLabel === 'Position in Glass Horizon' && input.valueAsNumber > least,
      ),
    ms,
  );

const pause = async (page: Page) => {
  await playerButton(page, 'Pause').click();
  await playerButton(page, 'Play').waitFor();
};

const isReport = (body: string | null) => Boolean(body?.includes('intent=listened'));

/** The next report that the server has counted. */
const waitForReport = (page: Page) =>
  page.waitForResponse(
    (response) => isReport(response.request().postData()) && response.status() === 200,
  );

const readHeardMs = async ({ operations, admin }: WebLabel) => {
  const listens = await operations.listens.list(admin, submissionSubject(1));
  return listens.reduce((total, { heardMs }) => total + heardMs, 0);
};

const isNear = (t: ExecutionContext, actualMs: number, expectedMs: number) =>
  t.true(
    actualMs <= expectedMs + 50 && actualMs >= expectedMs - TOLERANCE_MS,
    `${actualMs} ms of ${expectedMs} ms`,
  );

test.serial('what sounded is counted and shown; what was skipped or muted is not', async (t) => {
  const { app, label, page, problems } = await openDemo(t);
  const row = page.getByRole('link', { name: /Glass Horizon/ });
  await heardOf(page).getByText('Nobody yet').waitFor();
  await row.getByText('Not heard yet').waitFor();
  await saveScreenshots(page, 'listens-nobody');

  // A colleague has the inbox open: the mark goes by itself.
  const colleague = await openWindowAs(t, { app, personId: label.staff });
  await colleague.page.goto(label.inboxPath);
  await waitUntilLive(colleague.page);
  const colleagueRow = colleague.page.getByRole('link', { name: /Glass Horizon/ });
  await colleagueRow.getByText('Not heard yet').waitFor();

  await page.getByRole('button', { name: 'Play Glass Horizon', exact: true }).click();
  await waitForPosition(page, 2_500);
  await seekBarOf(page).fill('30000');
  await waitForPosition(page, 32_000);
  const counted = waitForReport(page);
  await pause(page);
  await counted;
  const playedMs = await readPlayedMs(page);
  t.true(playedMs > 4_000 && playedMs < 28_000, `${playedMs} ms`);
  const heardMs = await readHeardMs(label);
  isNear(t, heardMs, playedMs);
  await colleagueRow.getByText('Not heard yet').waitFor({ state: 'detached' });
  await row.getByText('Not heard yet').waitFor({ state: 'detached' });
  const seconds = Math.floor(heardMs / 1_000);
  await heardOf(page).getByText(`for ${seconds} seconds`).waitFor({ state: 'attached' });
  t.regex(await heardOf(page).innerText(), new RegExp(`^Mara\\s+0:0${seconds}`));

  // Muted it plays on, and is not heard.
  await playerButton(page, 'Mute').click();
  await playerButton(page, 'Play').click();
  await waitForPosition(page, 34_500);
  await pause(page);
  await playerButton(page, 'Unmute').click();
  t.true((await readPlayedMs(page)) > playedMs + 1_500);
  await page.reload();
  await waitUntilLive(page);
  t.is(await readHeardMs(label), heardMs);
  await heardOf(page).getByText(`for ${seconds} seconds`).waitFor({ state: 'attached' });

  for (const [person, ms] of [
    ['Ana-Sofía Villanueva de la Cruz', 120_000],
    ['Jonas', 31_000],
  ] as const)
    await label.operations.listens.record(
      { ...label.admin, userId: String(ms), name: person },
      {
        ...{ requestId: label.newRequestId(), subject: submissionSubject(1), track: 'file:1' },
        ...{ positionMs: 0, heardMs: ms },
      },
    );
  await page.reload();
  await waitUntilLive(page);
  await heardOf(page).getByText('Jonas').waitFor();
  await saveScreenshots(page, 'listens');
  await page.setViewportSize({ width: 390, height: 844 });
  await heardOf(page).scrollIntoViewIfNeeded();
  await saveScreenshot(page, 'listens-facts-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
  t.deepEqual(problems, []);
  // After what the browser complained of: axe has styles of its own.
  await assertAccessible(t, page, 'a demo that was heard');
  await page.emulateMedia({ colorScheme: 'light' });
  await assertAccessible(t, page, 'a demo that was heard, light');
});

test.serial('what is heard while offline counts once, also after a reload', async (t) => {
  const { label, page } = await openDemo(t);
  await assertAccessible(t, page, 'a demo that nobody has heard');
  let isOffline = true;
  let lostAnswers = 0;
  // The first report arrives, but its answer gets lost; others do not arrive.
  await page.route(/\/submissions\/1\.data$/, async (route, request) => {
    if (!isOffline || !isReport(request.postData())) return route.continue();
    if (lostAnswers++ === 0) await route.fetch();
    return route.abort();
  });
  await page.getByRole('button', { name: 'Play Glass Horizon', exact: true }).click();
  await waitForPosition(page, 1_500);
  const isLost = page.waitForRequest((request) => isReport(request.postData()));
  await pause(page);
  await isLost;
  await playerButton(page, 'Play').click();
  await waitForPosition(page, 3_000);
  await pause(page);
  const playedMs = await readPlayedMs(page);
  const keptCount = () =>
    page.evaluate(
      () => Object.keys(localStorage).filter((key) => key.startsWith('vektra-listens/')).length,
    );
  t.is(await keptCount(), 2);

  await page.reload();
  await waitUntilLive(page);
  t.is(await keptCount(), 2);
  const firstMs = await readHeardMs(label);
  t.true(firstMs > 0 && firstMs < playedMs, `${firstMs} ms`);
  isOffline = false;
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.waitForFunction(
    () => !Object.keys(localStorage).some((key) => key.startsWith('vektra-listens/')),
  );
  isNear(t, await readHeardMs(label), playedMs);
});

test.serial('an admin keeps sound files off Discord', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  const { page, problems } = await openWindowAs(t, { app, personId: label.owner });
  const form = page.locator('form').filter({ hasText: 'Post sound files' });
  const toggle = form.getByRole('switch', { name: 'Post sound files on Discord' });
  await page.goto(`${label.path}/settings`);
  await waitUntilHydrated(page);
  t.true(await toggle.isChecked());
  await toggle.uncheck();
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByRole('button', { name: 'Saved' }).waitFor();
  await saveScreenshots(page, 'post-files-setting');
  const { files, listens } = await label.operations.settings.get(label.admin);
  t.deepEqual([files.isPostedOnDiscord, listens.isShownToArtists], [false, false]);
  t.deepEqual(problems, []);
  await page.reload();
  t.false(await toggle.isChecked());
});

test.serial('an admin lets artists see that a demo was listened to', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  const { page, problems } = await openWindowAs(t, { app, personId: label.owner });
  const isShown = async () =>
    (await label.operations.settings.get(label.admin)).listens.isShownToArtists;
  const form = page.locator('form').filter({ hasText: 'Show artists' });
  const toggle = form.getByRole('switch', { name: 'Show artists that their demo was listened to' });
  await page.goto(`${label.path}/settings`);
  await waitUntilHydrated(page);
  t.false(await toggle.isChecked());
  await toggle.check();
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByRole('button', { name: 'Saved' }).waitFor();
  t.true(await isShown());
  await saveScreenshots(page, 'listens-setting');
  t.deepEqual(problems, []);
  await assertAccessible(t, page, 'the setting');
  await page.reload();
  t.true(await toggle.isChecked());

  const plain = await openWindowAs(t, { app, personId: label.owner }, { javaScriptEnabled: false });
  await plain.page.goto(`${label.path}/settings`);
  const plainForm = plain.page.locator('form').filter({ hasText: 'Show artists' });
  await plainForm.getByRole('switch').uncheck();
  await plainForm.getByRole('button', { name: 'Save' }).click();
  await plainForm.getByRole('button', { name: 'Saved' }).waitFor();
  t.false(await isShown());
});
