import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { EMBED_ORIGINS } from '../../domain/index.ts';
import type { PlayableTrack } from '../../web/player/playable-track.ts';
import { saveScreenshots } from '../end-to-end/page-checks.ts';
import { findViolations } from '../helpers/axe.ts';
import { giveFiles } from './file-tracks.ts';
import { openWindowAs, waitUntilLive } from './open-window.ts';
import { createTone, serveTone } from './tone-file.ts';
import { sharedWebApp } from './web-app.ts';
import { createWebLabel } from './web-label.ts';

const getApp = sharedWebApp({ regions: ['eu-uk'] });

const VIDEO = 'dQw4w9WgXcQ';
const TONE_SECONDS = 120;

/** A label with these demos, the newest last, and its owner's window; platforms answer nothing. */
async function openLabel(
  t: ExecutionContext,
  demos: readonly { trackTitle: string; trackUrl?: string }[],
) {
  const app = await getApp();
  const label = await createWebLabel(app);
  for (const demo of demos) await label.submit(demo);
  const browserWindow = await openWindowAs(t, { app, personId: label.owner });
  const { page } = browserWindow;
  const foreignRequests: string[] = [];
  await page.route(
    (url) => url.origin !== new URL(app.url).origin && url.protocol !== 'data:',
    (route) => {
      foreignRequests.push(route.request().url());
      return route.fulfill({ contentType: 'text/html', body: '<title>platform</title>' });
    },
  );
  return { app, label, foreignRequests, ...browserWindow };
}

const barOf = (page: Page) => page.getByRole('region', { name: 'Player', exact: true });
const buttonOf = (page: Page, name: string) =>
  barOf(page).getByRole('button', { name, exact: true });
const seekBarOf = (page: Page, title: string) =>
  barOf(page).getByRole('slider', { name: `Position in ${title}` });
const waitForTitle = (page: Page, name: string) =>
  page.getByRole('heading', { name, level: 1 }).waitFor();

test.serial('a platform’s player is framed only after the click, and stays', async (t) => {
  const { label, page, problems, foreignRequests } = await openLabel(t, [
    { trackTitle: 'In a folder', trackUrl: 'https://www.dropbox.com/scl/fi/abc/x.wav?rlkey=y' },
    { trackTitle: 'Glass Horizon', trackUrl: `https://youtu.be/${VIDEO}` },
    { trackTitle: 'Basement Letters', trackUrl: 'https://soundcloud.com/kite/letters/s-AbC1' },
  ]);
  await page.goto(`${label.inboxPath}/3`);
  await waitUntilLive(page);
  const link = page.getByRole('link', { name: 'Open on SoundCloud' });
  t.is(await link.getAttribute('href'), 'https://soundcloud.com/kite/letters/s-AbC1');
  t.is(await page.locator('iframe').count(), 0);
  t.deepEqual(foreignRequests, []);

  await page.getByRole('button', { name: 'Play Basement Letters from SoundCloud' }).click();
  const frame = page.locator('iframe');
  await frame.waitFor();
  const attributes = await frame.evaluate((element) =>
    Object.fromEntries(
      ['src', 'sandbox', 'referrerpolicy', 'allow', 'title'].map((name) => [
        name,
        element.getAttribute(name),
      ]),
    ),
  );
  const address = encodeURIComponent('https://soundcloud.com/kite/letters/s-AbC1');
  t.deepEqual(attributes, {
    src: `https://w.soundcloud.com/player/?url=${address}&auto_play=true&hide_related=true&show_comments=false&show_reposts=false&visual=false`,
    sandbox: 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox',
    referrerpolicy: 'no-referrer',
    allow: 'autoplay; encrypted-media',
    title: 'Basement Letters by KITE on SoundCloud',
  });
  await saveScreenshots(page, 'player-embed');
  await frame.evaluate((element) => Object.assign(element, { isTheSame: true }));
  await page.keyboard.press('j');
  await waitForTitle(page, 'Glass Horizon');
  await page.getByRole('link', { name: 'Overview' }).first().click();
  await page.waitForURL(label.path);
  await buttonOf(page, 'Hide SoundCloud’s player').click();
  await barOf(page).getByText('Playing from SoundCloud').waitFor();
  await buttonOf(page, 'Show SoundCloud’s player').click();
  t.true(await frame.evaluate((element) => 'isTheSame' in element));

  await buttonOf(page, 'Next demo').click();
  await waitForTitle(page, 'Glass Horizon');
  await page.locator('iframe[src^="https://www.youtube-nocookie.com/"]').waitFor();
  t.is(
    await frame.getAttribute('src'),
    `https://www.youtube-nocookie.com/embed/${VIDEO}?autoplay=1`,
  );
  t.deepEqual(await findViolations(page), []);
  await buttonOf(page, 'Next demo').click();
  await barOf(page).getByText('This demo can’t be played here.').waitFor();
  t.is(await frame.count(), 0);
  t.true(await buttonOf(page, 'Next demo').isDisabled());
  await buttonOf(page, 'Close the player').click();
  await barOf(page).waitFor({ state: 'detached' });
  // Of axe, which looks for itself in frames.
  t.deepEqual(
    problems.filter((problem) => !problem.includes("'postMessage'")),
    [],
  );
});

test.serial('frames of the platforms are allowed, and of no other origin', async (t) => {
  const { app, label, page, foreignRequests } = await openLabel(t, [
    { trackTitle: 'Glass Horizon' },
  ]);
  const response = await page.goto(`${label.inboxPath}/1`);
  const policy = (await response?.headerValue('content-security-policy')) ?? '';
  t.is(/frame-src ([^;]*)/.exec(policy)?.[1], EMBED_ORIGINS.join(' '));
  /** Adds a frame, and waits for one of its events or of the page's. */
  const addFrame = (url: string, awaited: 'load' | 'securitypolicyviolation') =>
    page.evaluate(
      ([src, eventName]) =>
        new Promise<void>((resolve) => {
          const frame = document.createElement('iframe');
          const target = eventName === 'load' ? frame : document;
          target.addEventListener(eventName, () => resolve(), { once: true });
          frame.src = src;
          document.body.append(frame);
        }),
      [url, awaited] as const,
    );
  for (const origin of EMBED_ORIGINS) await addFrame(`${origin}/x`, 'load');
  t.deepEqual(
    foreignRequests,
    EMBED_ORIGINS.map((origin) => `${origin}/x`),
  );
  for (const url of ['https://evil.example/', 'https://soundcloud.com/', `${app.url}/`])
    await addFrame(url, 'securitypolicyviolation');
  t.is(foreignRequests.length, EMBED_ORIGINS.length);
});

/** Has each demo of three play a file at an address of its own. */
async function prepareFiles(page: Page) {
  const titles = ['Basement Letters', 'Kaltes Klares Wasser', 'Glass Horizon'];
  const peaks = Array.from({ length: 2 }, (_, channel) =>
    Array.from({ length: 600 }, (_, index) =>
      Math.round(40 + 215 * Math.abs(Math.sin(index / 9 + channel) * Math.cos(index / 47))),
    ),
  );
  await giveFiles(page, (number): PlayableTrack[] => [
    {
      id: `file:${number}`,
      demo: { number, title: titles[number - 1] ?? '', artist: 'KITE' },
      source: {
        kind: 'file',
        name: `${number}.wav`,
        src: `/test-tone/${number}.wav`,
        durationMs: number === 1 ? null : TONE_SECONDS * 1_000,
        peaks: number === 1 ? null : peaks,
      },
    },
  ]);
  const tone = createTone(TONE_SECONDS);
  const server = await serveTone(page, '/test-tone/*.wav', tone);
  return { tone, server };
}

/** Opens the newest demo of three that have a file each. */
async function openFiles(t: ExecutionContext) {
  const opened = await openLabel(t, [
    { trackTitle: 'Basement Letters' },
    { trackTitle: 'Kaltes Klares Wasser' },
    { trackTitle: 'Glass Horizon' },
  ]);
  const { label, page } = opened;
  const { tone, server } = await prepareFiles(page);
  await page.goto(label.inboxPath);
  await waitUntilLive(page);
  await page.keyboard.press('j');
  await waitForTitle(page, 'Glass Horizon');
  return { ...opened, server, tone };
}

const readPositionMs = (page: Page, title: string) =>
  seekBarOf(page, title).evaluate((input) => Number((input as HTMLInputElement).value));

/** Until the sound has got past `ms`. */
const waitForPosition = (page: Page, title: string, ms: number) =>
  page.waitForFunction(
    ([label, least]) =>
      [...document.querySelectorAll<HTMLInputElement>('input[type="range"]')].some(
        (input) => input.ariaLabel === label && input.valueAsNumber > Number(least),
      ),
    [`Position in ${title}`, ms] as const,
  );

test.serial('a file plays, seeks by ranges, and goes on while one moves', async (t) => {
  const { label, page, problems, server, tone } = await openFiles(t);
  const article = page.getByRole('article');
  await article.getByRole('button', { name: 'Play Glass Horizon' }).click();
  await waitForPosition(page, 'Glass Horizon', 300);
  t.true(server.getSentBytes() < tone.length / 2, `${server.getSentBytes()} of ${tone.length}`);

  await seekBarOf(page, 'Glass Horizon').fill('90000');
  await waitForPosition(page, 'Glass Horizon', 90_200);
  t.true(
    server.offsets.some((offset) => offset > tone.length / 2),
    `${server.offsets}`,
  );
  t.regex(
    (await seekBarOf(page, 'Glass Horizon').getAttribute('aria-valuetext')) ?? '',
    /^1 minute 3\d seconds of 2 minutes 0 seconds$/,
  );
  await page.keyboard.press('j');
  await waitForTitle(page, 'Kaltes Klares Wasser');
  const before = await readPositionMs(page, 'Glass Horizon');
  await waitForPosition(page, 'Glass Horizon', before + 300);
  await page.getByRole('link', { name: 'Overview' }).first().click();
  await page.waitForURL(label.path);
  await waitForPosition(page, 'Glass Horizon', before + 900);

  await buttonOf(page, 'Next demo').click();
  await waitForTitle(page, 'Kaltes Klares Wasser');
  await waitForPosition(page, 'Kaltes Klares Wasser', 300);
  t.true((await readPositionMs(page, 'Kaltes Klares Wasser')) < 60_000);
  await buttonOf(page, 'Next demo').click();
  await waitForPosition(page, 'Basement Letters', 300);
  t.true(await buttonOf(page, 'Next demo').isDisabled());
  t.true(
    await barOf(page).getByText('2:00').isVisible(),
    'a duration that the server does not know is read from the file',
  );
  await saveScreenshots(page, 'player-line');
  await buttonOf(page, 'Previous demo').click();
  await waitForPosition(page, 'Kaltes Klares Wasser', 300);
  await barOf(page).locator('div[aria-hidden]').first().waitFor();
  await saveScreenshots(page, 'player-file');
  // Before axe, which copies the styles of shadow roots without a nonce.
  t.deepEqual(problems, []);
  t.deepEqual(await findViolations(page), []);
  await page.emulateMedia({ colorScheme: 'light' });
  t.deepEqual(await findViolations(page), []);
});

test.serial(
  'by keyboard: play, pause, seek, speed, loop, next; the sheet and the palette',
  async (t) => {
    const { page } = await openFiles(t);
    const title = 'Glass Horizon';
    await page.keyboard.press('Space');
    await waitForPosition(page, title, 300);
    await page.keyboard.press('Space');
    await buttonOf(page, 'Play').waitFor();
    const paused = await readPositionMs(page, title);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    const forward = await readPositionMs(page, title);
    t.true(Math.abs(forward - paused - 10_000) < 300, `${paused} ${forward}`);
    await page.keyboard.press('Shift+ArrowLeft');
    t.true(Math.abs((await readPositionMs(page, title)) - paused - 5_000) < 300);
    await page.keyboard.press('>');
    t.is(await barOf(page).getByLabel('Speed').inputValue(), '1.25');
    await page.keyboard.press('<');
    await page.keyboard.press('<');
    t.is(await barOf(page).getByLabel('Speed').inputValue(), '0.75');
    await barOf(page).getByLabel('Speed').selectOption('2');

    await page.keyboard.press('b');
    await seekBarOf(page, title).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('b');
    const start = barOf(page).getByRole('slider', { name: 'Start of the loop' });
    const end = barOf(page).getByRole('slider', { name: 'End of the loop' });
    const [startMs, endMs] = [Number(await start.inputValue()), Number(await end.inputValue())];
    t.true(Math.abs(endMs - startMs - 5_000) < 300, `${startMs} ${endMs}`);
    await end.focus();
    for (let press = 0; press < 40; press++) await page.keyboard.press('ArrowLeft');
    t.is(Number(await end.inputValue()), endMs - 4_000);
    await saveScreenshots(page, 'player-loop');
    await page.evaluate(() => {
      const values: number[] = [];
      Object.assign(window, { loopValues: values });
      const bar = document.querySelector<HTMLInputElement>('section[aria-label="Player"] input');
      new MutationObserver(() => values.push(bar?.valueAsNumber ?? 0)).observe(bar as Node, {
        attributes: true,
      });
    });
    await seekBarOf(page, title).fill(String(startMs));
    await page.keyboard.press('Space');
    await buttonOf(page, 'Pause').waitFor();
    await page.waitForFunction(() => {
      const { loopValues } = window as unknown as { loopValues: number[] };
      const jumps = loopValues.filter((value, index) => value < (loopValues[index - 1] ?? 0) - 500);
      return jumps.length >= 3;
    });
    const values = await page.evaluate(
      () => (window as unknown as { loopValues: number[] }).loopValues,
    );
    t.true(Math.max(...values) < endMs - 4_000 + 400, `${Math.max(...values)} of ${endMs - 4_000}`);
    await page.keyboard.press('b');
    await start.waitFor({ state: 'detached' });

    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('Play or pause').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search' }).fill('next demo');
    await page.getByRole('option', { name: /Next demo/ }).waitFor();
    await page.keyboard.press('Enter');
    await waitForPosition(page, 'Kaltes Klares Wasser', 300);
    await page.keyboard.press('m');
    await page.keyboard.type('a b');
    t.is(await page.getByRole('textbox', { name: 'Message to KITE' }).inputValue(), 'a b');
    await buttonOf(page, 'Pause').waitFor();
  },
);

test.serial('volume is remembered, and media keys work', async (t) => {
  const { label, page } = await openFiles(t);
  await page.addInitScript(() => {
    const handlers: Record<string, MediaSessionActionHandler | null> = {};
    Object.assign(window, { mediaHandlers: handlers });
    navigator.mediaSession.setActionHandler = (action, handler) => {
      handlers[action] = handler;
    };
  });
  const press = (action: MediaSessionAction, details: Partial<MediaSessionActionDetails> = {}) =>
    page.evaluate(
      ([name, more]) =>
        (
          window as unknown as { mediaHandlers: Record<string, MediaSessionActionHandler> }
        ).mediaHandlers[name]?.({ action: name, ...more }),
      [action, details] as const,
    );
  await page.goto(label.inboxPath);
  await waitUntilLive(page);
  await page.keyboard.press('j');
  await waitForTitle(page, 'Glass Horizon');
  await page.keyboard.press('p');
  await waitForPosition(page, 'Glass Horizon', 300);
  t.deepEqual(
    await page.evaluate(() => {
      const { metadata, playbackState } = navigator.mediaSession;
      return [metadata?.title, metadata?.artist, playbackState];
    }),
    ['Glass Horizon', 'KITE', 'playing'],
  );
  await press('pause');
  await buttonOf(page, 'Play').waitFor();
  await press('seekto', { seekTime: 60 });
  await press('play');
  await waitForPosition(page, 'Glass Horizon', 60_200);
  await press('nexttrack');
  await waitForPosition(page, 'Kaltes Klares Wasser', 300);
  await press('previoustrack');
  await waitForPosition(page, 'Glass Horizon', 300);

  await barOf(page).getByRole('slider', { name: 'Volume' }).fill('35');
  await buttonOf(page, 'Mute').click();
  await page.goto(label.inboxPath);
  await waitUntilLive(page);
  await page.keyboard.press('j');
  await waitForTitle(page, 'Glass Horizon');
  await page.keyboard.press('p');
  await buttonOf(page, 'Unmute').click();
  t.is(await barOf(page).getByRole('slider', { name: 'Volume' }).inputValue(), '35');
});

test.serial('what begins to play in one tab pauses what plays in another', async (t) => {
  const { page, label } = await openFiles(t);
  await page.keyboard.press('Space');
  await waitForPosition(page, 'Glass Horizon', 300);
  const otherTab = await page.context().newPage();
  await prepareFiles(otherTab);
  await otherTab.goto(label.inboxPath);
  await waitUntilLive(otherTab);
  // Only what the page loads by itself has files here.
  await otherTab.keyboard.press('j');
  await waitForTitle(otherTab, 'Glass Horizon');
  await otherTab.keyboard.press('j');
  await waitForTitle(otherTab, 'Kaltes Klares Wasser');
  await otherTab.keyboard.press('Space');
  await waitForPosition(otherTab, 'Kaltes Klares Wasser', 300);
  await buttonOf(page, 'Play').waitFor();
  t.true(await buttonOf(otherTab, 'Pause').isVisible());
  await buttonOf(page, 'Play').click();
  await buttonOf(otherTab, 'Play').waitFor();
  t.true(await buttonOf(page, 'Pause').isVisible());
});

test.serial('what does not load is told, and tried again', async (t) => {
  const { page, server } = await openFiles(t);
  server.failWith(503);
  await page.keyboard.press('p');
  await barOf(page).getByRole('alert').getByText('temporarily unavailable').waitFor();
  await saveScreenshots(page, 'player-failed');
  t.deepEqual(await findViolations(page), []);
  server.failWith(404);
  await buttonOf(page, 'Try again').click();
  await barOf(page).getByRole('alert').getByText('no longer exists').waitFor();
  server.failWith(null);
  await buttonOf(page, 'Try again').click();
  await waitForPosition(page, 'Glass Horizon', 300);
});

test.serial('without script there is the platform’s link, and no button', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  await label.submit();
  const { page } = await openWindowAs(
    t,
    { app, personId: label.owner },
    { javaScriptEnabled: false },
  );
  await page.goto(`${label.inboxPath}/1`);
  t.true(await page.getByRole('link', { name: 'Open on SoundCloud' }).isVisible());
  t.is(await page.getByRole('button', { name: /^Play/ }).count(), 0);
});
