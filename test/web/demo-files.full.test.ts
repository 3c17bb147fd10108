import { readFile } from 'node:fs/promises';
import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { assertAccessible, saveScreenshots } from '../end-to-end/page-checks.ts';
import { submitDemo, waitForMessage } from '../helpers/label.ts';
import { makeWav } from '../worker/audio/wav-files.ts';
import { openWindowAs, waitUntilLive } from './open-window.ts';
import { sharedWebApp } from './web-app.ts';
import { createWebLabel } from './web-label.ts';

const getApp = sharedWebApp({ regions: ['eu-uk'], processes: ['server', 'worker', 'bot'] });

const SECONDS = 20;
const WAV = makeWav(SECONDS);

/** A label with a demo that an artist sent with files from Discord, and its owner's window. */
async function openDemo(t: ExecutionContext, options: Parameters<typeof openWindowAs>[2] = {}) {
  const app = await getApp();
  const label = await createWebLabel(app);
  const demo = { trackTitle: 'Glass Horizon', trackUrl: '' };
  await submitDemo(app, label, demo, label.artist, [
    { name: 'glass.wav', content: WAV },
    { name: 'lyrics.txt', content: Buffer.from('Glass, horizon, glass.\n') },
    { name: 'setup.exe', content: Buffer.from('MZ') },
  ]);
  await waitForMessage(app, {
    channelId: label.staffChannel,
    contains: 'glass.wav · 0:20',
  });
  const browserWindow = await openWindowAs(t, { app, personId: label.owner }, options);
  await browserWindow.page.goto(`${label.inboxPath}/1`);
  return { app, label, ...browserWindow };
}

const filesOf = (page: Page) => page.getByRole('region', { name: 'Files', exact: true });

test.serial('what an artist attached on Discord plays, and is saved as it came', async (t) => {
  const { page, problems } = await openDemo(t);
  await waitUntilLive(page);
  const files = filesOf(page);
  t.is(await page.getByText('KITE · File', { exact: false }).count(), 2);
  t.regex(await files.innerText(), /glass\.wav\s+WAV · 16-bit · 4[48](\.1)? kHz · 0:20/);
  t.regex(await files.innerText(), /setup\.exe\s+Not kept: not audio/);
  await page.getByRole('button', { name: 'Play Glass Horizon' }).click();
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLInputElement>('input[type="range"]')].some(
      (input) => input.ariaLabel === 'Position in Glass Horizon' && input.valueAsNumber > 500,
    ),
  );
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    files.getByRole('link', { name: 'Download glass.wav' }).click(),
  ]);
  t.is(download.suggestedFilename(), 'glass.wav');
  t.deepEqual(await readFile(await download.path()), WAV);
  await page.locator('wave, [part="wrapper"], canvas').first().waitFor();
  await saveScreenshots(page, 'demo-files');
  t.deepEqual(problems, []);
  await assertAccessible(t, page, 'demo with files');
});

test.serial('a removed file is gone for everybody, after a second press', async (t) => {
  const { label, page } = await openDemo(t);
  await waitUntilLive(page);
  const files = filesOf(page);
  await files.getByLabel('Remove lyrics.txt').click();
  await saveScreenshots(page, 'demo-file-removal');
  await files.getByRole('button', { name: 'Remove for good' }).click();
  await files.getByText('Removed by your team.').waitFor();
  await page.getByText('removed the file “\u2068lyrics.txt\u2069”').waitFor();
  t.is(await files.getByRole('link', { name: 'Download lyrics.txt' }).count(), 0);
  await page.goto(label.storagePath);
  await page.getByText('1 file', { exact: true }).waitFor();
  await saveScreenshots(page, 'storage-files');
  t.regex(await page.getByRole('region', { name: 'Files', exact: true }).innerText(), /of 100 GB/);
});

test.serial('without script, files play in the browser’s own player and are saved', async (t) => {
  const { page } = await openDemo(t, { javaScriptEnabled: false });
  const player = page.locator('audio[controls]');
  t.regex((await player.getAttribute('src')) ?? '', /^\/g\/\d+\/files\/[\w-]+$/);
  t.is(await filesOf(page).getByRole('link').count(), 2);
});
