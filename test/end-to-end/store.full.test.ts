import test from 'ava';
import { buildClient } from '../../sandbox/client/build.ts';
import { startApp } from '../helpers/app.ts';
import { sharedBrowser } from '../helpers/browser.ts';
import { createLabel, setUpLabel } from '../helpers/label.ts';
import { untilPlan } from '../helpers/until-plan.ts';
import { assertAccessible, saveScreenshot } from './page-checks.ts';

test('an owner tries Pro, buys Pro+ in Discord’s store, and is refunded', async (t) => {
  const app = await startApp(t, {
    processes: ['worker', 'bot'],
    clientFolder: await buildClient(),
  });
  const label = await createLabel(app, { name: 'Nightfall Records' });
  await setUpLabel(app, label);
  const browser = await sharedBrowser();
  const page = await (
    await browser.newContext({ viewport: { width: 1440, height: 900 } })
  ).newPage();
  await page.goto(
    `${app.discord.url}/channels/${label.guildId}/${label.generalChannel}?as=${label.owner}`,
  );
  const write = page.getByRole('textbox', { name: 'Message #general' });
  const run = async (command: string) => {
    await write.pressSequentially(`/${command}`);
    await page
      .getByRole('option', { name: new RegExp(`/${command}`) })
      .first()
      .waitFor();
    await write.press('Enter');
    await page.keyboard.press('Enter');
  };
  await run('premium');
  await page.getByRole('button', { name: 'Vektra Pro+ · €79 a month' }).waitFor();
  await saveScreenshot(page, 'store-premium');
  await assertAccessible(t, page, 'premium');
  await page.getByRole('button', { name: 'Start 14-day trial' }).click();
  await page.getByText('The trial ends').waitFor();
  await untilPlan(app, label, 'pro');

  await page.getByRole('button', { name: 'Vektra Pro+ · €79 a month' }).click();
  const store = page.getByRole('dialog', { name: 'Vektra Pro+' });
  await saveScreenshot(page, 'store-offer');
  await store.getByRole('button', { name: 'Subscribe' }).click();
  await store.getByText('This server is subscribed.').waitFor();
  await saveScreenshot(page, 'store-subscribed');
  await assertAccessible(t, page, 'store');
  await untilPlan(app, label, 'pro_plus');
  await page.keyboard.press('Escape');
  await run('pro_status');
  await page.getByText('from a subscription on Discord').waitFor();
  await saveScreenshot(page, 'store-status');

  await page.getByRole('button', { name: 'Vektra Pro+ · €79 a month' }).click();
  await store.getByRole('button', { name: 'Refund' }).click();
  await store.getByRole('button', { name: 'Subscribe' }).waitFor();
  await untilPlan(app, label, 'pro');
});
