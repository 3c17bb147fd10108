import test from 'ava';
import { sharedBrowser } from '../helpers/browser.ts';
import { LABEL } from './fixtures/people.ts';
import { TOKEN } from './fixtures/storage.ts';
import {
  inboxUrl,
  openPreview,
  openWindow,
  storageUrl,
  waitUntilHydrated,
  waitUntilLive,
} from './open-preview.ts';

test('every inline script and style carries the nonce of its answer', async (t) => {
  const preview = await openPreview(t);
  for (const path of ['/', '/servers', inboxUrl, `${inboxUrl}/1042`, '/nowhere']) {
    const response = await fetch(preview.url + path, { headers: { 'user-agent': 'Mozilla/5.0' } });
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

test('nothing on any page breaks the policy', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page, problems } = await openWindow(t, browser, preview, {
    reducedMotion: 'no-preference',
  });
  await page.goto(`${inboxUrl}/1042`);
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
    '/settings/plan',
  ];
  const paths = [
    ...inGuild.map((path) => `/g/${LABEL}${path}`),
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

test('pages around a password tell no other page where they are', async (t) => {
  const preview = await openPreview(t, { setup: 'empty' });
  const getReferrerPolicy = async (path: string) =>
    (await fetch(preview.url + path)).headers.get('referrer-policy')?.split(', ').at(-1);
  for (const path of [
    `${storageUrl}/connect`,
    `/connect/${LABEL}/${TOKEN}`,
    `/connect/${LABEL}/old`,
  ])
    t.is(await getReferrerPolicy(path), 'no-referrer', path);
  t.is(await getReferrerPolicy(storageUrl), 'same-origin');
});

test('the theme follows the system, a choice outlives the visit, and nothing flashes', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page } = await openWindow(t, browser, preview, { colorScheme: 'light' });
  const getBackground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.goto('/', { waitUntil: 'commit' });
  await page.locator('h1').waitFor();
  t.is(await getBackground(), 'rgb(251, 251, 253)');
  await page.getByRole('button', { name: 'Switch to dark theme' }).click();
  await page.getByRole('button', { name: 'Switch to light theme' }).waitFor();
  await page.reload({ waitUntil: 'commit' });
  await page.locator('h1').waitFor();
  t.is(await getBackground(), 'rgb(12, 13, 16)');

  const noScriptWindow = await openWindow(t, browser, preview, {
    colorScheme: 'light',
    javaScriptEnabled: false,
  });
  await noScriptWindow.page.goto('/');
  await noScriptWindow.page.screenshot({ path: 'test-output/screens/landing-plain-light.png' });
  t.regex(await noScriptWindow.page.content(), /prefers-color-scheme: light/);
});

test('a fault shows its number and nothing of itself', async (t) => {
  const preview = await openPreview(t, { failure: 'fault' });
  const errors: string[] = [];
  t.teardown(preview.fixture.onReport((line) => errors.push(line)));
  const response = await fetch(`${preview.url}/g/${LABEL}`);
  const html = await response.text();
  t.is(response.status, 500);
  t.is(errors.length, 1);
  t.true(html.includes(errors[0]!));
  t.false(html.includes('the overview broke'));
});

test('silent storage: the page says so, storage and plan still open', async (t) => {
  const preview = await openPreview(t, { failure: 'storage' });
  const page = await fetch(`${preview.url}${inboxUrl}`);
  t.is(page.status, 503);
  t.true((await page.text()).includes('isn’t responding'));
  for (const path of ['storage', 'plan'])
    t.is((await fetch(`${preview.url}/g/${LABEL}/settings/${path}`)).status, 200, path);
});
