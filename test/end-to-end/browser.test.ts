import test from 'ava';
import type { Page } from 'playwright-core';
import { buildClient } from '../../sandbox/client/build.ts';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import { startApp } from '../helpers/app.ts';
import { sharedBrowser } from '../helpers/browser.ts';
import { createLabel, setUpLabel, waitForMessage } from '../helpers/label.ts';
import { assertAccessible, saveScreenshot } from './page-checks.ts';

/** Remix logs it when somebody moves on while data of the page before are still being read. */
const ABORTED_STREAM = /^AbortError: BodyStreamBuffer was aborted/;

/** What a page must not say: errors of scripts and refusals of the Content-Security-Policy. */
function collectErrors(page: Page): string[] {
  const list: string[] = [];
  page.on('pageerror', (error) => list.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !ABORTED_STREAM.test(message.text()))
      list.push(message.text());
  });
  return list;
}

test('an artist on Discord and staff on both sides, in a browser', async (t) => {
  const app = await startApp(t, {
    processes: ['worker', 'bot', 'server'],
    clientFolder: await buildClient(),
  });
  const label = await createLabel(app, { plan: 'pro', name: 'Nightfall Records' });
  await setUpLabel(app, label);
  const browser = await sharedBrowser();
  const desktop = { viewport: { width: 1440, height: 900 } };

  // The artist sends a demo by typing the command and filling the form.
  const artist = await (await browser.newContext(desktop)).newPage();
  const artistErrors = collectErrors(artist);
  await artist.goto(
    `${app.discord.url}/channels/${label.guildId}/${label.demosChannel}?as=${label.artist}`,
  );
  const write = artist.getByRole('textbox', { name: 'Message #demos' });
  await write.pressSequentially('/submit');
  await artist.getByRole('option', { name: /\/submit/ }).waitFor();
  await write.press('Enter');
  await artist.keyboard.press('Enter');
  const form = artist.getByRole('dialog', { name: 'Send a demo' });
  await form.getByRole('textbox', { name: 'Artist name' }).fill('KITE');
  await form.getByRole('textbox', { name: 'Track title' }).fill('Glass Horizon');
  await form.getByRole('textbox', { name: 'Track link' }).fill('https://soundcloud.com/kite/glass');
  await form.getByRole('textbox', { name: 'Message' }).fill('Mastered version is ready.');
  await saveScreenshot(artist, 'discord-form');
  await form.getByRole('button', { name: 'Submit' }).click();
  await artist.getByText('Demo #1 is in').waitFor();
  await saveScreenshot(artist, 'discord-receipt');

  // Staff see the card on Discord.
  const staff = await (await browser.newContext(desktop)).newPage();
  await staff.goto(
    `${app.discord.url}/channels/${label.guildId}/${label.staffChannel}?as=${label.staff}`,
  );
  await staff.getByRole('button', { name: 'Approve' }).waitFor();
  await staff.getByRole('button', { name: 'Join thread' }).click();
  await staff.getByText('You’re in').waitFor();
  await staff
    .getByRole('link', { name: /^#1 · KITE/ })
    .first()
    .waitFor();
  await saveScreenshot(staff, 'discord-card');
  await assertAccessible(t, staff, 'the card');

  // And log in to the dashboard with Discord.
  const dashboard = await (await browser.newContext(desktop)).newPage();
  const dashboardErrors = collectErrors(dashboard);
  await dashboard.goto(`${app.url}/g/${label.guildId}/submissions`);
  await dashboard.getByRole('combobox', { name: 'You are' }).selectOption(label.staff);
  await saveScreenshot(dashboard, 'discord-consent');
  await dashboard.getByRole('button', { name: 'Authorize' }).click();
  await dashboard
    .getByRole('link', { name: /Glass Horizon/ })
    .first()
    .click();
  await dashboard.getByRole('heading', { name: 'Glass Horizon' }).waitFor();
  await saveScreenshot(dashboard, 'dashboard-demo');
  await assertAccessible(t, dashboard, 'the demo on the dashboard');

  // A second demo appears on the dashboard without a reload.
  const second = await app.discord.control.runCommand({
    personId: label.secondArtist,
    channelId: label.demosChannel,
    command: 'submit',
    settle: true,
  });
  if (second.kind !== 'modal') return t.fail('no form');
  await app.discord.control.submitModal({
    personId: label.secondArtist,
    modalId: second.modalId,
    values: {
      artistName: 'Low Tide',
      trackTitle: 'Paper Lanterns',
      trackUrl: 'https://soundcloud.com/lowtide/paper',
      message: '',
    },
    settle: true,
  });
  await dashboard
    .getByRole('link', { name: /Paper Lanterns/ })
    .first()
    .waitFor();

  // Rejected on the dashboard, with a reason: the card on Discord says so.
  await dashboard
    .getByRole('link', { name: /Paper Lanterns/ })
    .first()
    .click();
  await dashboard.getByRole('heading', { name: 'Paper Lanterns' }).waitFor();
  await dashboard.keyboard.press('r');
  const reject = dashboard.getByRole('dialog');
  await reject.getByRole('textbox').fill('The low end fights the vocal.');
  await saveScreenshot(dashboard, 'dashboard-reject');
  await reject.getByRole('button', { name: /Reject/ }).click();
  await dashboard.getByText('Rejected').first().waitFor();
  await waitForMessage(app, {
    channelId: label.staffChannel,
    contains: 'The low end fights the vocal.',
  });

  // Staff write from the dashboard; the artist's answer comes back live.
  await dashboard
    .getByRole('link', { name: /Glass Horizon/ })
    .first()
    .click();
  await dashboard.getByRole('heading', { name: 'Glass Horizon' }).waitFor();
  await dashboard.getByRole('textbox', { name: /Message|Write/ }).fill('Can you send stems?');
  await dashboard.getByRole('button', { name: 'Send' }).click();
  const dm = await waitForMessage(app, {
    personId: label.artist,
    botId: LOCAL_APP.id,
    contains: 'Can you send stems?',
  });
  await app.discord.control.sendDm({
    personId: label.artist,
    userId: LOCAL_APP.id,
    content: 'Stems are on their way',
    replyTo: dm.id,
  });
  await dashboard.getByText('Stems are on their way').waitFor();
  await saveScreenshot(dashboard, 'dashboard-conversation');

  // Approved on Discord: the dashboard follows.
  await staff.getByRole('button', { name: 'Approve' }).first().click();
  await staff.getByText('We’ll tell the artist').waitFor();
  await dashboard.getByText('Approved').first().waitFor();
  await saveScreenshot(dashboard, 'dashboard-approved');
  await saveScreenshot(staff, 'discord-approved');
  t.deepEqual(dashboardErrors, [], 'the dashboard');
  t.deepEqual(artistErrors, [], 'the local Discord');
});
