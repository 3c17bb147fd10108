import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import type { Page } from 'playwright-core';
import { assertAccessible, saveScreenshots } from '../end-to-end/page-checks.ts';
import { submitDemo, waitForMessage } from '../helpers/label.ts';
import { makeWav } from '../worker/audio/wav-files.ts';
import { openWindowAs } from './open-window.ts';
import { sharedWebApp } from './web-app.ts';
import { createWebLabel } from './web-label.ts';

const getApp = sharedWebApp({ regions: ['eu-uk'], processes: ['server', 'worker', 'bot'] });

const folder = mkdtempSync(path.join(tmpdir(), 'vektra-uploads-'));
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

/** On disk, as people's files are: the browser is told their paths, not sent their content. */
function writeFile(name: string, content: Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

const WAV_NAME = 'glass horizon (master).wav';
const wav = writeFile(WAV_NAME, makeWav(70));
const secondWav = writeFile('second.wav', makeWav(70));
const exe = writeFile('setup.exe', Buffer.from('MZ'));
const notAudio = writeFile(
  'noise.wav',
  Buffer.alloc(6 * 1_024 ** 2, Buffer.from([0x4d, 0x5a, 0x00, 0xff])),
);

async function openUpload(
  t: Parameters<typeof openWindowAs>[0],
  options: Parameters<typeof openWindowAs>[2] = {},
) {
  const app = await getApp();
  const label = await createWebLabel(app);
  const receipt = await submitDemo(app, label, { trackUrl: '' });
  const link = /"url":"(http[^"]*\/upload\/[^"]*)"/.exec(JSON.stringify(receipt))?.[1] ?? '';
  const browserWindow = await openWindowAs(t, { app, personId: label.artist }, options);
  await browserWindow.page.goto(link);
  return { app, label, ...browserWindow };
}

const choose = (page: Page, ...files: string[]) =>
  page.locator('input[type="file"]').setInputFiles(files);

test.serial('an artist uploads files and sends the demo with them', async (t) => {
  const { app, label, page, problems } = await openUpload(t);
  const send = page.getByRole('button', { name: 'Send demo' });
  t.true(await send.isDisabled());
  await saveScreenshots(page, 'upload-empty');
  await assertAccessible(t, page, 'empty upload page');

  await choose(page, wav, exe, notAudio);
  const files = page.getByRole('list', { name: 'Files of this demo' });
  const row = (name: string) => files.getByRole('listitem').filter({ hasText: name });
  await row(WAV_NAME).getByText('Uploaded', { exact: true }).waitFor();
  await row('setup.exe').getByText('Only audio, images, PDF').waitFor();
  await row('noise.wav').getByText('Only audio, images, PDF').waitFor();
  await saveScreenshots(page, 'upload-files');
  await assertAccessible(t, page, 'upload page with files');

  await page.getByRole('button', { name: 'Remove setup.exe' }).click();
  await send.click();
  await page.getByRole('heading', { name: 'Demo #1 is in' }).waitFor();
  await saveScreenshots(page, 'upload-sent');
  await waitForMessage(app, {
    channelId: label.staffChannel,
    contains: '.wav · 1:10',
  });
  // What is refused is the answer to a request.
  t.deepEqual(
    problems.filter((problem) => !/status of 4(13|15|22)/.test(String(problem))),
    [],
  );
});

test.serial('an upload goes on after the connection was lost, and after a reload', async (t) => {
  const { page } = await openUpload(t);
  const files = page.getByRole('list', { name: 'Files of this demo' });
  let isCut = false;
  await page.route('**/upload/**/files/*', async (route) => {
    if (route.request().method() !== 'PATCH' || isCut) return route.fallback();
    isCut = true;
    await route.abort('connectionreset');
  });
  await choose(page, wav);
  await files.getByText('Uploaded', { exact: true }).waitFor();
  t.true(isCut);

  // As if the browser had been closed in the middle of it.
  const started = Promise.withResolvers<void>();
  await page.unroute('**/upload/**/files/*');
  await page.route('**/upload/**/files/*', async (route) => {
    if (route.request().method() !== 'PATCH') return route.fallback();
    started.resolve();
  });
  await choose(page, secondWav);
  await started.promise;
  await page.unroute('**/upload/**/files/*');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  const second = files.getByRole('listitem').filter({ hasText: 'second.wav' });
  await second.getByText('Interrupted. Choose the same file again').waitFor();
  await saveScreenshots(page, 'upload-interrupted');
  await choose(page, secondWav);
  await second.getByText('Uploaded', { exact: true }).waitFor();
  t.is(await files.getByRole('listitem').count(), 2);
});
