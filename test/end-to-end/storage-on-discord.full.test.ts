import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { buildClient } from '../../sandbox/client/build.ts';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import { startApp } from '../helpers/app.ts';
import { sharedBrowser, waitUntilVisible } from '../helpers/browser.ts';
import { backdateOutage, connectCustomerDatabase } from '../helpers/customer-placement.ts';
import { getMessage, waitForDm } from '../helpers/discord-actions.ts';
import {
  createLabel,
  DEFAULT_DEMO,
  runCommand,
  setUpLabel,
  submitDemo,
  waitForMessage,
} from '../helpers/label.ts';
import { createWorkerFixture } from '../worker/fixture.ts';
import { assertAccessible, saveScreenshot } from './page-checks.ts';

// What storage says on Discord, as people see it there.

async function checkMessage(t: ExecutionContext, page: Page, name: string, text: string | RegExp) {
  await waitUntilVisible(page.getByText(text).last());
  await saveScreenshot(page, name);
  await assertAccessible(t, page, name);
}

test('an admin asks, connects, moves and is told; an artist corrects a form', async (t) => {
  const app = await startApp(t, {
    processes: ['worker', 'bot'],
    regions: ['eu-uk', 'us-west'],
    clientFolder: await buildClient(),
    variables: { OWN_DATABASE_ALLOW: '127.0.0.0/8', OUTBOX_SWEEP_MS: '300' },
  });
  const label = await createLabel(app, { plan: 'pro', name: 'Nightfall Records' });
  await setUpLabel(app, label);
  const { owner, artist, generalChannel, demosChannel, guildId } = label;
  const browser = await sharedBrowser();
  const openClient = async (personId: string, address: string, isPhone = false) => {
    const context = await browser.newContext(
      isPhone
        ? { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
        : { viewport: { width: 1280, height: 800 } },
    );
    t.teardown(() => context.close());
    const page = await context.newPage();
    await page.goto(`${app.discord.url}${address}?as=${personId}`);
    await page.getByRole('textbox', { name: /^Message/ }).waitFor();
    return page;
  };

  const form = await openClient(artist, `/channels/${guildId}/${demosChannel}`);
  await submitDemo(app, label, { ...DEFAULT_DEMO, trackUrl: 'soundcloud kite glass' });
  await checkMessage(t, form, 'discord-refused-form', /Track link: there’s no link in it/);
  await form.getByRole('button', { name: 'Fix and resend' }).click();
  const link = form.getByRole('dialog').getByRole('textbox', { name: 'Track link' });
  t.is(await link.inputValue(), 'soundcloud kite glass');
  await checkMessage(t, form, 'discord-form-again', 'Track link');
  await link.fill(DEFAULT_DEMO.trackUrl);
  await form.getByRole('button', { name: 'Submit' }).click();
  await checkMessage(t, form, 'discord-form-corrected', /Demo #1 is in/);

  const admin = await openClient(owner, `/channels/${guildId}/${generalChannel}`);
  const phone = await openClient(owner, `/channels/${guildId}/${generalChannel}`, true);
  await runCommand(app, owner, generalChannel, 'storage');
  await runCommand(app, owner, generalChannel, 'setup_db');
  await checkMessage(t, admin, 'discord-storage', /15 minutes/);
  await checkMessage(t, phone, 'discord-storage-390', /15 minutes/);
  const moving = getMessage(
    await runCommand(app, owner, generalChannel, 'storage', { region: 'us-west' }),
  );
  await waitForMessage(app, {
    channelId: generalChannel,
    messageId: moving.id,
    contains: 'Moved:',
  });
  await checkMessage(t, admin, 'discord-moved', /Moved:/);

  const fixture = await createWorkerFixture(app, { label });
  const connection = { ...fixture, tenancy: app.tenancy };
  const customerDatabase = await connectCustomerDatabase(t, connection, 'postgres', {
    hasWorker: true,
  });
  await runCommand(app, owner, generalChannel, 'db_status');
  await checkMessage(t, admin, 'discord-db-status', /PostgreSQL/);
  customerDatabase.proxy.disconnect();
  await submitDemo(app, label, { ...DEFAULT_DEMO, trackTitle: 'Paper Lanterns' });
  await checkMessage(t, form, 'discord-parked', /Your demo is safe/);
  await runCommand(app, owner, generalChannel, 'db_status');
  await checkMessage(t, admin, 'discord-db-away', /isn’t responding/);
  await backdateOutage(app, guildId);
  await waitForDm(app, owner, 'your database isn’t responding');
  const { id } = await app.discord.control.openDmWith({ personId: owner, userId: LOCAL_APP.id });
  const directMessages = await openClient(owner, `/channels/@me/${id}`);
  await checkMessage(t, directMessages, 'discord-outage', /isn’t responding/);
});
