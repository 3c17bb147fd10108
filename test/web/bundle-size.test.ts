import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import test from 'ava';
import { sharedBrowser } from '../helpers/browser.ts';
import { inboxUrl, openPreview, openWindow, waitUntilLive } from './open-preview.ts';

const CLIENT = path.resolve(import.meta.dirname, '../../build/client');

test('an open demo needs at most 200 kB of script, compressed', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page } = await openWindow(t, browser, preview);
  const scripts = new Set<string>();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith('.js')) scripts.add(pathname);
  });
  await page.goto(`${inboxUrl}/1042`);
  await waitUntilLive(page);
  const totalBytes = [...scripts].reduce(
    (sum, file) => sum + gzipSync(readFileSync(path.join(CLIENT, file))).length,
    0,
  );
  t.log(`${(totalBytes / 1_000).toFixed(1)} kB in ${scripts.size} files`);
  t.true(totalBytes > 0 && totalBytes <= 200_000);
});
