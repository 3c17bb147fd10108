import test from 'ava';
import type { Request } from 'playwright-core';
import { openWindowAs, waitUntilLive } from './open-window.ts';
import { sharedWebApp } from './web-app.ts';
import { createWebLabel } from './web-label.ts';

const getApp = sharedWebApp({ regions: ['eu-uk'] });

test('an open demo needs at most 200 kB of script, as it is sent', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  await label.submit();
  const { page } = await openWindowAs(t, { app, personId: label.owner });
  const scripts: Request[] = [];
  page.on('requestfinished', (request) => {
    if (new URL(request.url()).pathname.endsWith('.js')) scripts.push(request);
  });
  await page.goto(`${label.inboxPath}/1`);
  await waitUntilLive(page);
  const sizes = await Promise.all(scripts.map((request) => request.sizes()));
  const totalBytes = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
  t.log(`${(totalBytes / 1_000).toFixed(1)} kB in ${scripts.length} files`);
  t.true(totalBytes > 0 && totalBytes <= 200_000);
});
