import test from 'ava';
import { createLogger } from '../../server/log.ts';
import { saveScreenshot } from '../end-to-end/page-checks.ts';
import { sharedBrowser } from '../helpers/browser.ts';
import { runAsSuperuser } from '../helpers/postgres.ts';
import { openWindow, openWindowAs, waitUntilHydrated, waitUntilLive } from './open-window.ts';
import { OPERATOR, sharedWebApp } from './web-app.ts';
import { createWebLabel } from './web-label.ts';

const logLines: string[] = [];
const getApp = sharedWebApp({
  hasFaultProxies: true,
  log: createLogger('error', 'test', { write: (line) => void logLines.push(line) }),
});

/** A label whose owner is an operator too, with one demo: every page is open to that person. */
async function createOperatorLabel() {
  const app = await getApp();
  const label = await createWebLabel(app, { ownerId: OPERATOR.id, plan: 'pro_plus' });
  const demoPath = `${label.inboxPath}/${await label.submit()}`;
  return { app, label, demoPath, visitor: await app.signIn(OPERATOR.id) };
}

test.serial('silent storage: the page says so, storage and plan still open', async (t) => {
  const { app, label, visitor } = await createOperatorLabel();
  app.proxies.region.disconnect();
  const page = await visitor.get(label.inboxPath);
  t.is(page.status, 503);
  t.true(page.text.includes('isn’t responding'));
  for (const path of ['storage', 'plan'])
    t.is((await visitor.get(`${label.path}/settings/${path}`)).status, 200, path);
  app.proxies.region.restore();
  t.is((await visitor.get(label.inboxPath)).status, 200);
});

test.serial('a fault shows its number and nothing of itself', async (t) => {
  const { app, label, visitor } = await createOperatorLabel();
  const region = new URL(app.databases.regions[0]?.owner ?? '').pathname.slice(1);
  const rename = (from: string, to: string) =>
    runAsSuperuser(`ALTER TABLE vektra.${from} RENAME TO ${to}`, region);
  logLines.length = 0;
  await rename('submissions', 'lost_submissions');
  try {
    const { status, text } = await visitor.get(label.path);
    t.is(status, 500);
    const faults = logLines.filter((line) => line.includes('42P01'));
    t.true(faults.length > 0, logLines.join('\n'));
    t.true(text.includes(JSON.parse(faults[0] ?? '{}').requestId));
    t.notRegex(text, /42P01|relation|does not exist/);
  } finally {
    await rename('lost_submissions', 'submissions');
  }
  t.is((await visitor.get(label.path)).status, 200);
});

test.serial('every inline script and style carries the nonce of its answer', async (t) => {
  const { app, label, demoPath, visitor } = await createOperatorLabel();
  for (const path of ['/', '/servers', label.inboxPath, demoPath, '/nowhere']) {
    const response = await fetch(app.url + path, {
      headers: { 'user-agent': 'Mozilla/5.0', cookie: visitor.cookie() },
    });
    const nonce = /'nonce-([^']+)'/.exec(
      response.headers.get('content-security-policy') ?? '',
    )?.[1];
    const html = await response.text();
    const inline = html.match(/<(?:script|style)\b[^>]*>/g) ?? [];
    t.true(inline.length > 3, path);
    t.deepEqual(
      inline.filter((tag) => !tag.includes(`nonce="${nonce}"`)),
      [],
      path,
    );
    t.is(response.headers.get('cache-control'), 'private, no-store');
  }
});

test.serial('nothing on any page breaks the policy', async (t) => {
  const { app, label, demoPath } = await createOperatorLabel();
  const { page, problems } = await openWindowAs(
    t,
    { app, personId: OPERATOR.id },
    { reducedMotion: 'no-preference' },
  );
  await page.goto(demoPath);
  await waitUntilLive(page);
  await page.keyboard.press('r');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Switch to light theme' }).click();
  await page.getByRole('button', { name: 'Switch to dark theme' }).hover();
  await page.getByRole('tooltip').waitFor();
  const inGuild = [
    '',
    '/settings',
    '/settings/storage',
    '/settings/storage/connect',
    '/settings/storage/bucket',
    '/settings/plan',
  ];
  const paths = [
    ...inGuild.map((path) => label.path + path),
    '/privacy',
    '/',
    '/servers',
    '/operator',
    '/operator/moves',
    '/operator/secrets',
    '/operator/clusters',
    '/operator/migrations',
    '/operator/audit',
  ];
  for (const path of paths) {
    await page.goto(path);
    await waitUntilHydrated(page);
  }
  t.deepEqual(problems, []);
});

test.serial('pages around a password tell no other page where they are', async (t) => {
  const { app, label, visitor } = await createOperatorLabel();
  const { token } = await label.operations.storage.createSetupLink(label.admin);
  const getReferrerPolicy = async (path: string) => {
    const headers = { cookie: visitor.cookie() };
    const response = await fetch(app.url + path, { headers });
    await response.body?.cancel();
    return response.headers.get('referrer-policy');
  };
  for (const path of [
    `${label.storagePath}/connect`,
    `${label.storagePath}/bucket`,
    `/connect/${label.guildId}/${token}`,
    `/connect/${label.guildId}/old`,
  ])
    t.is(await getReferrerPolicy(path), 'no-referrer', path);
  t.is(await getReferrerPolicy(label.storagePath), 'same-origin');
});

test.serial(
  'the theme follows the system, a choice outlives the visit, and nothing flashes',
  async (t) => {
    const app = await getApp();
    const browser = await sharedBrowser();
    const { page } = await openWindow(t, browser, app, { colorScheme: 'light' });
    const getBackground = () =>
      page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.goto('/', { waitUntil: 'commit' });
    await page.locator('h1').waitFor();
    t.is(await getBackground(), 'rgb(251, 251, 253)');
    await page.getByRole('button', { name: 'Switch to dark theme' }).click();
    await page.getByRole('button', { name: 'Switch to light theme' }).waitFor();
    await page.reload({ waitUntil: 'commit' });
    await page.locator('h1').waitFor();
    t.is(await getBackground(), 'rgb(12, 13, 16)');

    const noScriptWindow = await openWindow(t, browser, app, {
      colorScheme: 'light',
      javaScriptEnabled: false,
    });
    await noScriptWindow.page.goto('/');
    await saveScreenshot(noScriptWindow.page, 'landing-plain-light');
    t.regex(await noScriptWindow.page.content(), /prefers-color-scheme: light/);
  },
);
