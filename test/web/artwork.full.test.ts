import test from 'ava';
import type { Page } from 'playwright-core';
import { bindOperations } from '../../domain/index.ts';
import { waitForDeliveries } from '../chaos/wait-for-deliveries.ts';
import { saveScreenshots } from '../end-to-end/page-checks.ts';
import { findViolations } from '../helpers/axe.ts';
import { startDescribingWorker } from '../worker/track-info/describing-worker.ts';
import { makePng } from '../worker/track-info/images.ts';
import { openWindowAs, waitUntilLive } from './open-window.ts';
import { sharedWebApp, type WebApp } from './web-app.ts';
import { createWebLabel } from './web-label.ts';

const getApp = sharedWebApp({ regions: ['eu-uk'] });

const RED = [214, 58, 84];
const WHITE = [255, 255, 255];
const BLUE = [38, 84, 214];

/** A label whose demos' platforms are asked. */
async function createAskingLabel(app: WebApp) {
  const label = await createWebLabel(app);
  const { submissions } = bindOperations({
    tenancy: app.tenancy,
    now: Date.now,
    discordUrl: app.discord.url,
    asksPlatforms: true,
  });
  const submit = (trackTitle: string, trackUrl: string) => {
    const demo = { requestId: label.newRequestId(), artistName: 'KITE', trackTitle, trackUrl };
    return submissions.submit(label.sender, demo);
  };
  return { label, submit };
}

/** The largest difference of a channel, 0 to 255, between two pictures, but for their edges. */
const measureDifference = (page: Page, ...pictures: [Buffer, Buffer]): Promise<number> =>
  page.evaluate(
    async (urls) => {
      const readPixels = async (url: string): Promise<Uint8ClampedArray> => {
        const image = new Image();
        image.src = url;
        await image.decode();
        const { width, height } = image;
        const canvas = new OffscreenCanvas(width, height).getContext('2d');
        canvas?.drawImage(image, 0, 0);
        const edge = 5;
        const inner = [width - 2 * edge, height - 2 * edge] as const;
        return canvas?.getImageData(edge, edge, ...inner).data ?? new Uint8ClampedArray();
      };
      const [first, second] = await Promise.all(urls.map(readPixels));
      if (!first?.length || first.length !== second?.length) return 255;
      return first.reduce(
        (most, value, index) => Math.max(most, Math.abs(value - (second[index] ?? 0))),
        0,
      );
    },
    pictures.map((picture) => `data:image/png;base64,${picture.toString('base64')}`),
  );

test.serial('covers are the platforms’ artwork, served by us, or drawn', async (t) => {
  const app = await getApp();
  await startDescribingWorker(t, app, {
    'soundcloud.com/oembed': {
      json: {
        title: 'Glass Horizon (final master 3) by kite-official',
        author_name: 'kite-official',
        thumbnail_url: 'https://i1.sndcdn.com/glass.png',
      },
    },
    'www.youtube.com/oembed': {
      json: { title: 'Nothing', thumbnail_url: 'https://i.ytimg.com/vi/x/hqdefault.jpg' },
    },
    'open.spotify.com/oembed': {
      json: { title: 'Basement Letters', thumbnail_url: 'https://i.scdn.co/white.png' },
    },
    'i1.sndcdn.com/glass.png': { body: makePng(500, 500, [RED, BLUE]) },
    // Wider than high, as of a video.
    'i.ytimg.com/vi/x/mqdefault.jpg': { body: makePng(320, 180, [BLUE, RED]) },
    'i.scdn.co/white.png': { body: makePng(64, 64, [WHITE, WHITE]) },
  });
  const { label, submit } = await createAskingLabel(app);
  for (const [trackTitle, trackUrl] of [
    ['On a file host', 'https://www.dropbox.com/scl/fi/abc/x.wav?rlkey=y'],
    ['Basement Letters', 'https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC'],
    ['Rain on Plastic', 'https://youtu.be/dQw4w9WgXcQ'],
    ['Glass Horizon', 'https://soundcloud.com/kite/glass'],
  ] as const)
    await submit(trackTitle, trackUrl);
  t.true(await waitForDeliveries({ app, labels: [label] }, 60_000));
  t.truthy((await label.operations.submissions.get(label.admin, 4)).artworkId);

  const { page, problems } = await openWindowAs(t, { app, personId: label.owner });
  const foreignRequests: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(app.url).origin)
      foreignRequests.push(request.url());
  });
  await page.goto(`${label.inboxPath}/4`);
  await waitUntilLive(page);
  const rows = page.getByRole('listitem').filter({ hasText: 'KITE' });
  const header = page.getByRole('article').locator('header');
  await header.locator('img').evaluate((image: HTMLImageElement) => image.decode());
  const cover = await header.locator('img').evaluate((image: HTMLImageElement) => {
    const { width, height } = image.getBoundingClientRect();
    return {
      natural: [image.naturalWidth, image.naturalHeight],
      shown: [width, height],
      alt: image.alt,
      isHidden: image.closest('[aria-hidden="true"]') !== null,
    };
  });
  t.deepEqual(cover, { natural: [500, 500], shown: [84, 84], alt: '', isHidden: true });
  t.deepEqual(
    await Promise.all(
      ['Glass Horizon', 'Rain on Plastic', 'Basement Letters', 'On a file host'].map((title) =>
        rows.filter({ hasText: title }).locator('img').count(),
      ),
    ),
    [1, 1, 1, 0],
  );
  // The platform's own words, because they are others than the artist's.
  const facts = page.getByRole('article').locator('dl').first();
  t.regex(
    (await facts.textContent()) ?? '',
    /On SoundCloudGlass Horizon \(final master 3\) – kite-official/,
  );
  t.deepEqual(await findViolations(page), []);
  await saveScreenshots(page, 'artwork');
  await page.goto(label.path);
  await page.locator('img[src*="/files/"]').first().waitFor();
  await saveScreenshots(page, 'artwork-overview');
  t.deepEqual(foreignRequests, []);
  t.deepEqual(problems, []);
});

test.serial(
  'a cover that cannot be loaded is drawn, and the player shows the same one',
  async (t) => {
    const app = await getApp();
    await startDescribingWorker(t, app, {
      'soundcloud.com/oembed': {
        json: { title: 'Glass Horizon', thumbnail_url: 'https://i1.sndcdn.com/glass.png' },
      },
      'i1.sndcdn.com/glass.png': { body: makePng(500, 500, [RED, BLUE]) },
    });
    const { label, submit } = await createAskingLabel(app);
    await submit('Glass Horizon', 'https://soundcloud.com/kite/glass');
    t.true(await waitForDeliveries({ app, labels: [label] }, 60_000));
    const { page } = await openWindowAs(t, { app, personId: label.owner });
    await page.route(
      (url) => url.origin !== new URL(app.url).origin && url.protocol !== 'data:',
      (route) => route.fulfill({ contentType: 'text/html', body: '<title>platform</title>' }),
    );
    await page.goto(`${label.inboxPath}/1`);
    await waitUntilLive(page);
    await page.getByRole('button', { name: 'Play Glass Horizon from SoundCloud' }).click();
    const bar = page.getByRole('region', { name: 'Player', exact: true });
    const src = await bar.locator('img').getAttribute('src');
    t.is(await page.getByRole('article').locator('header img').getAttribute('src'), src);
    t.deepEqual(
      await page.evaluate(() =>
        navigator.mediaSession.metadata?.artwork.map((image) => new URL(image.src).pathname),
      ),
      [src],
    );
    await bar.locator('img').evaluate((image: HTMLImageElement) => image.decode());
    await saveScreenshots(page, 'artwork-player');

    await page.route(/\/files\//, (route) => route.fulfill({ status: 503, body: '' }));
    await page.reload();
    await waitUntilLive(page);
    const image = page.getByRole('article').locator('header img');
    await image.evaluate((element: HTMLImageElement) => element.decode().catch(() => {}));
    await saveScreenshots(page, 'artwork-missing');
    const cover = image.locator('..');
    const withFailedImage = await cover.screenshot();
    await image.evaluate((element) => element.style.setProperty('display', 'none'));
    t.true((await measureDifference(page, await cover.screenshot(), withFailedImage)) <= 2);
  },
);
