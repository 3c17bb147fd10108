import test from 'ava';
import type { Page } from 'playwright-core';
import { startApp } from '../helpers/app.ts';
import { sharedBrowser } from '../helpers/browser.ts';
import { submitDemoWithCard } from '../helpers/discord-actions.ts';
import { createLabel, setUpLabel, waitForMessage } from '../helpers/label.ts';
import { assertAccessible, saveScreenshot } from './page-checks.ts';

async function openAs(page: Page, personId: string, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('combobox', { name: 'You are' }).selectOption(personId);
  await page.getByRole('button', { name: 'Authorize' }).click();
}

test('tags on the dashboard: added, shown on the card, filtered by, removed', async (t) => {
  const app = await startApp(t, { processes: ['worker', 'bot', 'server'] });
  const label = await createLabel(app, { plan: 'pro', name: 'Nightfall Records' });
  await setUpLabel(app, label);
  await submitDemoWithCard(app, label);
  await submitDemoWithCard(app, label, {
    trackTitle: 'Paper Lanterns',
    trackUrl: 'https://soundcloud.com/kite/paper',
  });
  const browser = await sharedBrowser();
  const page = await (
    await browser.newContext({ viewport: { width: 1440, height: 900 } })
  ).newPage();
  const inbox = `${app.url}/g/${label.guildId}/submissions`;
  await openAs(page, label.staff, `${inbox}/1`);
  const tags = page.getByRole('region', { name: 'Tags' });
  const field = tags.getByRole('combobox', { name: 'Add a tag' });
  for (const tag of ['Hypnotic', 'peak time', 'שיר'.repeat(10)]) {
    await field.fill(tag);
    await field.press('Enter');
    await tags.getByRole('button', { name: `Remove tag ${tag}` }).waitFor();
  }
  await page.getByText(/added the tag “.?Hypnotic/).waitFor();
  await waitForMessage(app, { channelId: label.staffChannel, contains: 'Hypnotic · peak time' });
  t.is(await field.inputValue(), '', 'the field is empty again');
  await saveScreenshot(page, 'tags');
  await assertAccessible(t, page, 'a demo with tags');

  // Somebody else adds one: it appears without a reload, and what is being typed stays.
  await field.fill('half-wri');
  await app.discord.control.runCommand({
    personId: label.owner,
    channelId: label.staffChannel,
    command: 'tag',
    options: { number: 1, add: 'vocal' },
    settle: true,
  });
  await tags.getByRole('button', { name: 'Remove tag vocal' }).waitFor();
  t.is(await field.inputValue(), 'half-wri');

  await page.locator('summary', { hasText: /^Tag$/ }).click();
  await saveScreenshot(page, 'tags-filter');
  await page.getByRole('link', { name: 'Hypnotic' }).click();
  await page.waitForURL(/tag=Hypnotic/);
  const list = page.getByRole('region', { name: 'Demos' });
  await list.getByRole('link', { name: /Paper Lanterns/ }).waitFor({ state: 'detached' });
  t.is(await list.getByRole('link', { name: /Glass Horizon/ }).count(), 1);

  await list.getByRole('link', { name: /Glass Horizon/ }).click();
  await tags.getByRole('button', { name: 'Remove tag vocal' }).click();
  await tags.getByRole('button', { name: 'Remove tag vocal' }).waitFor({ state: 'detached' });
  await page.getByText(/removed the tag “.?vocal/).waitFor();

  const phone = await (
    await browser.newContext({
      viewport: { width: 390, height: 844 },
      colorScheme: 'dark',
      storageState: await page.context().storageState(),
    })
  ).newPage();
  await phone.goto(`${inbox}/1`);
  await phone.getByRole('region', { name: 'Tags' }).scrollIntoViewIfNeeded();
  await saveScreenshot(phone, 'tags-phone-dark');

  const withoutScript = await (
    await browser.newContext({
      javaScriptEnabled: false,
      storageState: await page.context().storageState(),
    })
  ).newPage();
  await withoutScript.goto(`${inbox}/2`);
  await withoutScript.getByRole('combobox', { name: 'Add a tag' }).fill('House');
  await withoutScript.getByRole('button', { name: 'Add', exact: true }).click();
  await withoutScript.getByText('Tag added.').waitFor();
  await withoutScript.getByRole('button', { name: 'Remove tag House' }).click();
  await withoutScript.getByText('Tag removed.').waitFor();
  await withoutScript.getByRole('combobox', { name: 'Add a tag' }).fill(' # ');
  await withoutScript.getByRole('button', { name: 'Add', exact: true }).click();
  await withoutScript.getByRole('alert').first().waitFor();
});
