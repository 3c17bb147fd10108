import test from 'ava';
import type { Page } from 'playwright-core';
import { buildClient } from '../../sandbox/client/build.ts';
import { LOCAL_APP } from '../../sandbox/world/environment.ts';
import { sharedBrowser } from '../helpers/browser.ts';
import { startHouse } from '../helpers/house.ts';
import { createLabel, setUp, waitFor } from '../helpers/label.ts';
import { accessible, shot } from './look.ts';

/** Remix logs it when somebody moves on while data of the page before are still being read. */
const OVERTAKEN = /^AbortError: BodyStreamBuffer was aborted/;

/** What a page must not say: errors of scripts and refusals of the Content-Security-Policy. */
function complaints(page: Page): string[] {
  const list: string[] = [];
  page.on('pageerror', (error) => list.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !OVERTAKEN.test(message.text())) list.push(message.text());
  });
  return list;
}

test('an artist on Discord and staff on both sides, in a browser', async (t) => {
  const house = await startHouse(t, {
    processes: ['worker', 'bot', 'server'],
    clientFolder: await buildClient(),
  });
  const label = await createLabel(house, { plan: 'pro', name: 'Nightfall Records' });
  await setUp(house, label);
  const browser = await sharedBrowser();
  const desk = { viewport: { width: 1440, height: 900 } };

  // The artist sends a demo by typing the command and filling the form.
  const artist = await (await browser.newContext(desk)).newPage();
  const artistSays = complaints(artist);
  await artist.goto(
    `${house.discord.url}/channels/${label.guildId}/${label.demos}?as=${label.artist}`,
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
  await shot(artist, 'discord-form');
  await form.getByRole('button', { name: 'Submit' }).click();
  await artist.getByText('Demo #1 is in').waitFor();
  await shot(artist, 'discord-receipt');

  // Staff see the card on Discord.
  const staff = await (await browser.newContext(desk)).newPage();
  await staff.goto(
    `${house.discord.url}/channels/${label.guildId}/${label.staffChannel}?as=${label.staff}`,
  );
  await staff.getByRole('button', { name: 'Approve' }).waitFor();
  await staff.getByRole('button', { name: 'Thread', exact: true }).click();
  await staff.getByText('You are in').waitFor();
  await staff
    .getByRole('link', { name: /^#1 · KITE/ })
    .first()
    .waitFor();
  await shot(staff, 'discord-card');
  await accessible(t, staff, 'the card');

  // And log in to the dashboard with Discord.
  const dash = await (await browser.newContext(desk)).newPage();
  const dashSays = complaints(dash);
  await dash.goto(`${house.url}/g/${label.guildId}/submissions`);
  await dash.getByRole('combobox', { name: 'You are' }).selectOption(label.staff);
  await shot(dash, 'discord-consent');
  await dash.getByRole('button', { name: 'Authorize' }).click();
  await dash
    .getByRole('link', { name: /Glass Horizon/ })
    .first()
    .click();
  await dash.getByRole('heading', { name: 'Glass Horizon' }).waitFor();
  await shot(dash, 'dashboard-demo');
  await accessible(t, dash, 'the demo on the dashboard');

  // A second demo appears on the dashboard without a reload.
  const second = await house.discord.control.runCommand({
    personId: label.secondArtist,
    channelId: label.demos,
    command: 'submit',
    settle: true,
  });
  if (second.kind !== 'modal') return t.fail('no form');
  await house.discord.control.submitModal({
    personId: label.secondArtist,
    modalId: second.modalId,
    values: {
      artistName: 'Low Tide',
      trackTitle: 'Paper Lanterns',
      trackUrl: 'https://soundcloud.com/lowtide/paper',
      genre: '',
      message: '',
    },
    settle: true,
  });
  await dash
    .getByRole('link', { name: /Paper Lanterns/ })
    .first()
    .waitFor();

  // Rejected on the dashboard, with a reason: the card on Discord says so.
  await dash
    .getByRole('link', { name: /Paper Lanterns/ })
    .first()
    .click();
  await dash.getByRole('heading', { name: 'Paper Lanterns' }).waitFor();
  await dash.keyboard.press('r');
  const reject = dash.getByRole('dialog');
  await reject.getByRole('textbox').fill('The low end fights the vocal.');
  await shot(dash, 'dashboard-reject');
  await reject.getByRole('button', { name: /Reject/ }).click();
  await dash.getByText('Rejected').first().waitFor();
  await waitFor(house, {
    channelId: label.staffChannel,
    contains: 'The low end fights the vocal.',
  });

  // Staff write from the dashboard; the artist's answer comes back live.
  await dash
    .getByRole('link', { name: /Glass Horizon/ })
    .first()
    .click();
  await dash.getByRole('heading', { name: 'Glass Horizon' }).waitFor();
  await dash.getByRole('textbox', { name: /Message|Write/ }).fill('Can you send stems?');
  await dash.getByRole('button', { name: 'Send' }).click();
  const dm = await waitFor(house, {
    personId: label.artist,
    botId: LOCAL_APP.id,
    contains: 'Can you send stems?',
  });
  await house.discord.control.sendDm({
    personId: label.artist,
    userId: LOCAL_APP.id,
    content: 'Stems are on their way',
    replyTo: dm.id,
  });
  await dash.getByText('Stems are on their way').waitFor();
  await shot(dash, 'dashboard-conversation');

  // Approved on Discord: the dashboard follows.
  await staff.getByRole('button', { name: 'Approve' }).first().click();
  await staff.getByText('The artist is told').waitFor();
  await dash.getByText('Approved').first().waitFor();
  await shot(dash, 'dashboard-approved');
  await shot(staff, 'discord-approved');
  t.deepEqual(dashSays, [], 'the dashboard');
  t.deepEqual(artistSays, [], 'the local Discord');
});
