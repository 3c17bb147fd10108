import test from 'ava';
import { sharedBrowser } from '../helpers/browser.ts';
import { openPreview, openWindow, waitUntilHydrated } from './open-preview.ts';

test('every act asks for its reason, and a move is seen as it changes', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page } = await openWindow(t, browser, preview);
  await page.goto('/operator/moves');
  await waitUntilHydrated(page);
  const card = page.getByRole('listitem').filter({ hasText: 'Nocturne Records' }).first();
  await card.getByRole('button', { name: 'Pause' }).click();
  const dialog = page.getByRole('dialog', { name: 'Pause this move?' });
  const reason = dialog.getByRole('textbox', { name: 'Reason' });
  await reason.fill('no');
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await dialog.getByText('Reason needs at least 3 characters.').waitFor();
  t.deepEqual(preview.fixture.calls, []);
  await reason.fill('The cluster is at its limit.');
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await dialog.waitFor({ state: 'detached' });
  await card.getByText('paused').waitFor();
  t.deepEqual(preview.fixture.calls, [
    {
      act: 'changeMove',
      input: { moveId: 'move-0', change: 'pause', reason: 'The cluster is at its limit.' },
    },
  ]);
});

test('from a tenant to its move; a secret is revoked by its path', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page, problems } = await openWindow(t, browser, preview);
  await page.goto('/operator');
  await waitUntilHydrated(page);
  await page.getByRole('link', { name: 'Move Axiom Tapes' }).click();
  await page.waitForURL('**/operator/moves?start=900000000000000001#start');
  t.is(await page.getByLabel('Server ID').inputValue(), '900000000000000001');
  await page.getByLabel('To region').selectOption('Asia Pacific');
  await page.getByLabel('Reason').fill('The label asked for it.');
  await page.getByRole('button', { name: 'Start move' }).click();
  await page.waitForURL('**/operator/moves');

  await page.getByRole('link', { name: 'Secrets' }).click();
  await page.getByRole('button', { name: 'Revoke' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Revoke this secret?' });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('It was posted in a channel.');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await dialog.waitFor({ state: 'detached' });
  t.deepEqual(
    preview.fixture.calls.map(({ act }) => act),
    ['startMove', 'changeSecret'],
  );
  t.deepEqual(problems, []);
});

test('without script an act unfolds and asks for its reason as well', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page } = await openWindow(t, browser, preview, { javaScriptEnabled: false });
  await page.goto('/operator/migrations');
  const row = page.getByRole('listitem').filter({ hasText: 'Asia Pacific' });
  await row.locator('summary', { hasText: 'Retry' }).click();
  await row.getByLabel('Reason').fill('The disk has room again.');
  await row.getByRole('button', { name: 'Retry' }).click();
  await page.waitForURL('**/operator/migrations?did=retry');
  t.like(preview.fixture.calls[0], { act: 'retryMigration', input: { place: 'ap-sg' } });
});

test('without script the audit log is filtered by a form, and by an operator who stands in it', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page } = await openWindow(t, browser, preview, { javaScriptEnabled: false });
  await page.goto('/operator');
  await page.getByRole('link', { name: 'Audit log' }).click();
  const rows = page.getByRole('list', { name: 'Audit log' }).getByRole('listitem');
  t.is(await rows.count(), 5);
  const last = rows.filter({ hasText: 'Migration retried' });
  await last.getByText('TIMEOUT').waitFor();
  t.regex((await last.locator('time').getAttribute('title')) ?? '', /\d{4}, \d\d:\d\d UTC/);

  await page.getByLabel('Server ID').fill('900000000000000001');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.waitForURL('**/operator/audit?guild=900000000000000001&operator=');
  t.is(await rows.count(), 2);
  await page.getByRole('link', { name: 'Older' }).click();
  await page.waitForURL(/guild=900000000000000001&before=/);

  await page.getByRole('link', { name: 'Clear filter' }).click();
  await page.getByRole('link', { name: 'cli:ops:mara' }).click();
  await page.waitForURL('**/operator/audit?operator=cli%3Aops%3Amara');
  t.is(await rows.count(), 1);
  t.is(await page.getByLabel('Operator', { exact: true }).inputValue(), 'cli:ops:mara');
});

test('a region whose disk is full is connected, and its card says both', async (t) => {
  const preview = await openPreview(t);
  const browser = await sharedBrowser();
  const { page } = await openWindow(t, browser, preview);
  await page.goto('/operator/clusters');
  const getState = (region: string) =>
    page
      .getByRole('listitem')
      .filter({ has: page.getByText('Connections') })
      .filter({ has: page.getByRole('heading', { name: region }) })
      .locator('header span')
      .innerText();
  t.is(await getState('US West'), 'connected, disk full');
  t.is(await getState('Europe (UK)'), 'connected');
  t.is(await getState('Asia Pacific'), 'not responding');
});
