import type { Page } from 'playwright-core';
import { startProductProcess } from '../../sandbox/demo/product-process.ts';
import { launchBrowser } from '../../test/helpers/launch-browser.ts';
import { toBrowserCookies } from '../../test/web/browser-cookies.ts';
import { createFilesFixture, MIB, uploadFile } from '../lib/files-fixture.ts';
import { quantile, roundTo } from '../lib/stats.ts';
import type { Benchmark, BenchmarkContext } from '../lib/types.ts';

const ROUNDS = 20;
/** Waveform and duration of a long file are there once a worker has decoded it. */
const ANALYSIS_TIMEOUT_MS = 120_000;

/** Notes when the next click comes, and when sound is heard first. */
const watchSound = (page: Page) =>
  page.addInitScript(() => {
    const times: { clicked?: number; playing?: number } = {};
    Object.assign(window, { soundTimes: times });
    addEventListener('click', () => (times.clicked = performance.now()), { capture: true });
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function () {
      this.addEventListener('playing', () => (times.playing ??= performance.now()));
      return play.call(this);
    };
  });

/** From the click on a demo's play button until its kept file sounds, each time on a new page. */
async function measurePlayStart(context: BenchmarkContext) {
  const { signal } = context;
  const fixture = await createFilesFixture(context);
  const { app, label, variables, staff } = fixture;
  const worker = startProductProcess('worker', variables, () => {});
  context.teardown(() => worker.stop());
  await worker.whenReady;
  const sizeBytes = (context.isFull ? 1_024 : 256) * MIB;
  await uploadFile(fixture, sizeBytes, signal);
  const browser = await launchBrowser();
  context.teardown(() => browser.close());
  const browserContext = await browser.newContext();
  await browserContext.addCookies(toBrowserCookies(staff.cookie(), app.url));
  const page = await browserContext.newPage();
  await watchSound(page);
  const playButton = page.getByRole('button', { name: 'Play Glass Horizon', exact: true });
  await page.goto(`${app.url}/g/${label.guildId}/submissions/1`);
  await playButton.waitFor({ timeout: ANALYSIS_TIMEOUT_MS });
  const times: number[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    signal.throwIfAborted();
    await page.goto(`${app.url}/g/${label.guildId}/submissions/1`);
    await page.locator('body[data-hydrated]').waitFor({ state: 'attached' });
    await playButton.click();
    const elapsedMs = await page
      .waitForFunction(() => {
        const { soundTimes } = window as unknown as {
          soundTimes: { clicked?: number; playing?: number };
        };
        const { clicked, playing } = soundTimes;
        return clicked !== undefined && playing !== undefined && playing - clicked;
      })
      .then((handle) => handle.jsonValue());
    // The first one compiles the page's scripts.
    if (round >= 0) times.push(Number(elapsedMs));
  }
  return {
    'files.play_start_ms': {
      value: roundTo(quantile(times, 0.5), 1),
      note: `click to sound, WAV of ${sizeBytes / MIB} MiB, ${ROUNDS} new pages; p95 ${roundTo(quantile(times, 0.95), 1)}`,
    },
  };
}

export const playStart: Benchmark = {
  targets: [{ id: 'files.play_start_ms', unit: 'ms', bar: 150, better: 'lower' }],
  run: measurePlayStart,
};
