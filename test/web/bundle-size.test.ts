import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import test from 'ava';
import { openWindowAs, waitUntilLive } from './open-window.ts';
import { sharedWebApp } from './web-app.ts';
import { createWebLabel } from './web-label.ts';

const CLIENT = path.resolve(import.meta.dirname, '../../build/client');
const getApp = sharedWebApp();

test('an open demo needs at most 200 kB of script, compressed', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  const { page } = await openWindowAs(t, { app, personId: label.staff });
  const scripts = new Set<string>();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith('.js')) scripts.add(pathname);
  });
  await page.goto(`${label.inboxPath}/${await label.submit()}`);
  await waitUntilLive(page);
  const totalBytes = [...scripts].reduce(
    (sum, file) => sum + gzipSync(readFileSync(path.join(CLIENT, file))).length,
    0,
  );
  t.log(`${(totalBytes / 1_000).toFixed(1)} kB in ${scripts.size} files`);
  t.true(totalBytes > 0 && totalBytes <= 200_000);
});
