import test from 'ava';
import type { Page } from 'playwright-core';
import { sharedBrowser } from '../helpers/browser.ts';
import { LABEL } from './fixtures/people.ts';
import { TOKEN } from './fixtures/storage.ts';
import { openPreview, openWindow, storageUrl, waitUntilHydrated } from './open-preview.ts';

// Where a label's data lives: connecting, moving, stopping, parking.

const SECRET = 'k4n4r1enV0gel';
const operationNames = (calls: { act: string }[]) => calls.map(({ act }) => act);

/** Everything that the server said to the page. */
function captureResponses(page: Page): () => Promise<string> {
  const responses: Promise<string>[] = [];
  page.on('response', (response) => {
    if (!response.url().includes('/assets/') && !response.url().endsWith('/live'))
      responses.push(response.text().catch(() => ''));
  });
  return async () => (await Promise.all(responses)).join('\n');
}

test('an own database: the test fails, nothing is echoed, it passes, everything moves there', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page, problems } = await openWindow(t, browser, preview);
  const responses = captureResponses(page);
  await page.goto(storageUrl);
  await waitUntilHydrated(page);
  await page.getByRole('button', { name: 'Connect a database' }).click();
  await page.waitForURL('**/storage/connect');
  const address = page.getByLabel('Database URL', { exact: true });

  await address.fill(`postgres://vektra:${SECRET}@tls.example.com/vektra`);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByRole('alert').filter({ hasText: 'couldn’t establish a verified TLS' }).waitFor();
  t.is(await address.inputValue(), '');
  await page.getByText('For your security, we cleared the connection string').waitFor();
  const steps = page.getByRole('list', { name: 'Test steps' }).getByRole('listitem');
  t.deepEqual(
    await steps.evaluateAll((all) => all.map((each) => each.getAttribute('data-state'))),
    ['passed', 'failed', 'waits', 'waits', 'waits', 'waits'],
  );
  t.false((await page.content()).includes(SECRET));

  await address.fill(`postgres://vektra:${SECRET}@db.example.com/vektra`);
  await address.press('Enter');
  await page.getByText('PostgreSQL 16.3 responded in 24ms.').waitFor();
  await page.getByText('This user is a superuser').waitFor();
  await page.getByRole('button', { name: 'Move 182,340 records' }).click();
  await page.getByRole('heading', { name: 'Moving to Your own Postgres' }).waitFor();
  t.deepEqual(operationNames(preview.fixture.calls), ['openSetup', 'test', 'test', 'connect']);
  t.false((await responses()).includes(SECRET));
  t.deepEqual(problems, []);
});

test('the one-time link, without script: nothing is spent by looking, fields stay, secrets do not', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page } = await openWindow(t, browser, preview, { javaScriptEnabled: false });
  const responses = captureResponses(page);
  const link = `/connect/${LABEL}/${TOKEN}`;
  await page.goto(link);
  await page.goto(link);
  await page.getByRole('heading', { name: 'Connect a database to Nocturne Records' }).waitFor();
  t.deepEqual(preview.fixture.calls, []);
  await page.getByRole('button', { name: 'Open setup' }).click();
  await page.waitForURL('**/settings/storage/connect');
  t.false(page.url().includes(TOKEN));

  await page.getByText('Enter details').click();
  await page.getByLabel('Host').fill('rights.example.com');
  await page.getByLabel('User').fill('vektra');
  await page.getByLabel('Password', { exact: true }).fill(SECRET);
  await page.getByLabel('Database', { exact: true }).fill('demos');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByText('The user is missing required privileges.').waitFor();
  t.is(await page.getByLabel('Host').inputValue(), 'rights.example.com');
  t.is(await page.getByLabel('Password', { exact: true }).inputValue(), '');

  await page.getByLabel('Host').fill('db.example.com');
  await page.getByLabel('Password', { exact: true }).fill(SECRET);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByRole('button', { name: 'Move 182,340 records' }).click();
  await page.getByRole('heading', { name: 'Moving to Your own Postgres' }).waitFor();
  t.false((await responses()).includes(SECRET));

  await page.goto(link);
  await page.getByRole('heading', { name: 'This link has expired' }).waitFor();
});

test('a set-up that ends says so, and another one can be started', async (t) => {
  const preview = await openPreview(t, { setup: 'empty' });
  const browser = await sharedBrowser();
  const { page } = await openWindow(t, browser, preview);
  await page.goto(`${storageUrl}/connect`);
  await waitUntilHydrated(page);
  await page.getByRole('timer').filter({ hasText: 'left' }).waitFor();
  preview.fixture.storage.endSession();
  await page.getByLabel('Database URL', { exact: true }).fill('postgres://u:p@db.example.com/x');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByRole('heading', { name: 'Start a setup' }).waitFor();
  await page.getByRole('button', { name: 'Start setup' }).click();
  await page.getByRole('button', { name: 'Test connection' }).waitFor();
  t.pass();
});

test('a region by keyboard: what it takes, the move as it happens, and the way out', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page, problems } = await openWindow(t, browser, preview);
  await page.goto(storageUrl);
  await waitUntilHydrated(page);
  await page.getByRole('radio', { name: 'Europe (UK)' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('heading', { name: 'Move to Asia Pacific?' }).waitFor();
  t.true(
    await page
      .getByRole('radio', { name: 'Asia Pacific' })
      .evaluate((radio) => radio.matches(':focus')),
  );
  await page.getByText('about 4 minutes').waitFor();
  await page.getByRole('button', { name: 'Move 182,340 records' }).click();
  await page.getByRole('heading', { name: 'Moving to Asia Pacific' }).waitFor();
  await page.getByText('74,118 of 182,340').waitFor();

  // Nobody tells the page: it asks by itself.
  preview.fixture.storage.setMoveStep('verify');
  await page.getByText('Comparing both copies, record by record.').waitFor();

  await page.getByRole('button', { name: 'Stop the move' }).click();
  await page.getByRole('heading', { name: 'Move stopped' }).waitFor();
  await page.getByRole('radio', { name: 'Asia Pacific' }).waitFor();
  t.deepEqual(operationNames(preview.fixture.calls), ['moveTo', 'abort']);
  t.deepEqual(problems, []);
});

test('a page that asks by itself stays when nobody answers, and goes on when somebody does', async (t) => {
  const preview = await openPreview(t, { scene: 'copying' });
  const browser = await sharedBrowser();
  const { page } = await openWindow(t, browser, preview);
  await page.goto(storageUrl);
  await waitUntilHydrated(page);
  const failed = page.waitForEvent('requestfailed', (request) => request.url().includes('fresh'));
  await page.context().setOffline(true);
  await failed;
  t.true(await page.getByRole('heading', { name: 'Moving to Asia Pacific' }).isVisible());
  preview.fixture.storage.setMoveStep('catch_up');
  await page.context().setOffline(false);
  await page.getByText('Copying recent changes.').waitFor();
});

test('too late to stop: it is said, and what is shown is true', async (t) => {
  const preview = await openPreview(t, { scene: 'copying' });
  const browser = await sharedBrowser();
  const { page } = await openWindow(t, browser, preview, { javaScriptEnabled: false });
  await page.goto(storageUrl);
  preview.fixture.storage.setMoveStep('observe');
  await page.getByRole('button', { name: 'Stop the move' }).click();
  await page.getByRole('heading', { name: 'Moved to Asia Pacific' }).waitFor();
  await page.getByText('The switch is done.').waitFor();
  t.is(await page.getByRole('button', { name: 'Stop the move' }).count(), 0);
});

test('an own database that is away: the banner, the test, parking off, and the way back', async (t) => {
  const preview = await openPreview(t, { scene: 'away' });
  const browser = await sharedBrowser();
  const { page, problems } = await openWindow(t, browser, preview);
  await page.goto(`/g/${LABEL}`);
  await waitUntilHydrated(page);
  const banner = page.getByRole('region', { name: 'Storage' });
  await banner.getByText('4 demos are held').click();
  await banner.getByText('Ada Lune').waitFor();
  await banner.getByRole('link', { name: 'Go to storage' }).click();
  await page.getByRole('button', { name: 'Test now' }).click();
  await page.getByRole('alert').filter({ hasText: 'We couldn’t reach a database' }).waitFor();

  await page.getByRole('switch', { name: 'Keep accepting demos' }).click();
  await page.getByText('Off: /submit tells').waitFor();
  t.like(preview.fixture.calls.at(-1), { act: 'setDeferring', input: { isEnabled: false } });

  await page.locator('label[for="region-us-west"] > i').click();
  await page
    .getByText('We can’t estimate the move while your database isn’t responding.')
    .waitFor();
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await page.getByRole('heading', { name: 'Moving to US West' }).waitFor();
  t.deepEqual(problems, []);
});
