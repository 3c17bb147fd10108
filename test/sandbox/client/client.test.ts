import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { buildClient } from '../../../sandbox/client/build.ts';
import { violationsOf } from '../../helpers/axe.ts';
import { sharedBrowser } from '../../helpers/browser.ts';
import { makeBot, makeWorld } from '../discord/helpers.ts';
import { COMMANDS, startBot } from './bot.ts';
import { DESK, openPage, PHONE } from './browser.ts';

const shots = join(import.meta.dirname, '../../../test-output/client');

async function house(t: ExecutionContext) {
  await mkdir(shots, { recursive: true });
  const world = await makeWorld(t, { clientFolder: await buildClient() });
  const bot = await makeBot(t, world);
  // biome-ignore lint/suspicious/noExplicitAny: plain data, as Discord takes it
  await bot.application.commands.set(COMMANDS as any);
  startBot(bot, world.seed.channels['staff']!);
  const browser = await sharedBrowser();
  return { world, browser, url: world.discord.url };
}

const shot = (page: Page, name: string) => page.screenshot({ path: join(shots, `${name}.png`) });

async function accessible(t: ExecutionContext, page: Page, what: string) {
  t.deepEqual(await violationsOf(page), [], what);
}

test('an artist submits, staff decides: command, modal, card, button, thread, DM', async (t) => {
  const { world, browser, url } = await house(t);
  const { page, problems } = await openPage(t, browser, url, DESK);
  await page.goto('/');
  const write = page.getByRole('textbox', { name: /^Message #/ });
  await write.waitFor();
  await page.getByRole('complementary', { name: 'Hint' }).getByText('/submit').waitFor();
  await page.getByRole('link', { name: 'demos' }).click();
  await page.getByRole('heading', { name: 'Welcome to #demos!' }).waitFor();

  await write.fill('Hello **everyone**, see <#1> and `code`');
  await write.press('Enter');
  await page.getByText('everyone', { exact: true }).waitFor();

  await write.pressSequentially('/');
  await page.getByRole('option', { name: /\/submit/ }).waitFor();
  await shot(page, 'commands-1440');
  await accessible(t, page, 'command list');
  await write.pressSequentially('sub');
  await write.press('Enter');
  const genre = page.getByRole('combobox', { name: 'genre' });
  await genre.pressSequentially('te');
  await page.getByRole('option', { name: 'Dub Techno' }).waitFor();
  await shot(page, 'autocomplete-1440');
  await accessible(t, page, 'command form');
  await genre.press('Enter');
  const end = page.getByRole('combobox', { name: 'Add an option' });
  await end.pressSequentially('with');
  await end.press('Tab');
  await page.getByRole('combobox', { name: 'with' }).pressSequentially('low');
  await page.getByRole('option', { name: /Low Tide/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');

  const modal = page.getByRole('dialog', { name: 'Send a demo' });
  await modal.getByRole('button', { name: 'Submit' }).click();
  await modal.getByText('This is a required field.').waitFor();
  await shot(page, 'modal-error-1440');
  await accessible(t, page, 'modal');
  await modal.getByRole('textbox', { name: 'Track' }).fill('Night Drive');
  await modal.getByRole('combobox', { name: 'Mood' }).click();
  await page.getByRole('option', { name: 'Calm' }).click();
  await modal.getByRole('radio', { name: 'All mine' }).check();
  await modal.getByLabel('File').setInputFiles({
    name: 'night.wav',
    mimeType: 'audio/wav',
    buffer: Buffer.from('RIFF'),
  });
  await shot(page, 'modal-1440');
  await modal.getByRole('button', { name: 'Submit' }).click();
  await page.getByText('Received as').waitFor();
  await page.getByText('Only you can see this').waitFor();
  t.is(await page.getByRole('dialog').count(), 0);
  await shot(page, 'ephemeral-1440');
  await accessible(t, page, 'ephemeral answer');

  // The DM came while one looked at the channel.
  await page.getByRole('button', { name: 'Direct Messages, 1 new' }).click();
  await page.getByText('We write here when it is decided').waitFor();
  await shot(page, 'dm-1440');
  await accessible(t, page, 'DM');

  // Now as the owner.
  await page.getByRole('button', { name: 'Switch person' }).click();
  await page.getByRole('menuitemradio', { name: /Mara Voss Owner/ }).waitFor();
  await shot(page, 'switch-1440');
  await accessible(t, page, 'switch person');
  await page.getByRole('menuitemradio', { name: /Mara Voss/ }).click();
  await page.getByRole('button', { name: 'Nightfall Records' }).click();
  await page.getByRole('link', { name: 'staff (private)' }).click();
  await page.getByText('Night Drive').first().waitFor();
  await shot(page, 'card-1440');
  await accessible(t, page, 'card');
  await page.getByRole('combobox', { name: 'Tag it' }).click();
  await page.getByRole('option', { name: 'Late night' }).click();
  await page.getByRole('option', { name: 'Peak time' }).click();
  await page.keyboard.press('Escape');
  await page.getByText('late night, peak time', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Message', exact: true }).click();
  await page.getByText('is thinking…').waitFor();
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Approved', { exact: true }).waitFor();
  t.true(await page.getByRole('button', { name: 'Approve' }).isDisabled());
  await shot(page, 'approved-1440');
  await page.getByRole('link', { name: '#1 Night Drive' }).click();
  await page.getByText('Only staff can read this.').waitFor();
  const inThread = page.getByRole('textbox', { name: 'Message “#1 Night Drive”' });
  await inThread.fill('I like it');
  await inThread.press('Enter');
  await page.getByText('I like it').waitFor();
  await shot(page, 'thread-1440');
  await accessible(t, page, 'thread');
  t.true(new URL(page.url()).searchParams.get('as') === world.seed.people.owner);
  t.deepEqual(problems, []);
});

test('menus, replies, edits, what nobody answers; two windows are two people', async (t) => {
  const { world, browser, url } = await house(t);
  const { people, serverId, channels } = world.seed;
  await world.control.editMember({ serverId, personId: people.staff, nick: 'Jo' });
  const path = `/channels/${serverId}/${channels['general']}`;
  const one = await openPage(t, browser, url, DESK);
  const two = await openPage(t, browser, url, DESK);
  await one.page.goto(`${path}?as=${people.artist}`);
  await two.page.goto(`${path}?as=${people.staff}`);
  const write = one.page.getByRole('textbox', { name: 'Message #general' });
  const other = two.page.getByRole('textbox', { name: 'Message #general' });
  await write.waitFor();
  await other.fill('Welcome @KITE, look at #dem');
  await two.page.getByRole('option', { name: '#demos' }).waitFor();
  await other.press('Enter');
  await other.press('Enter');
  const greeting = one.page.getByRole('listitem').filter({ hasText: 'look at #demos' }).first();
  await greeting.waitFor();
  t.true(await greeting.getByRole('button', { name: '@KITE' }).isVisible());

  await greeting.click({ button: 'right' });
  await shot(one.page, 'message-menu-1440');
  await accessible(t, one.page, 'message menu');
  await one.page.getByRole('menuitem', { name: 'Reply' }).click();
  await write.pressSequentially('Thanks!');
  await write.press('Enter');
  await two.page.getByText('Reply to').waitFor({ state: 'attached' });

  const answer = one.page.getByRole('listitem').filter({ hasText: 'Thanks!' });
  await answer.hover();
  await answer.getByRole('button', { name: 'Edit' }).click();
  await one.page.getByRole('textbox', { name: 'Edit message' }).fill('Thank you!');
  await one.page.keyboard.press('Enter');
  await two.page.getByText('Thank you!').waitFor();
  await two.page.getByText('(edited)').waitFor();

  await greeting.click({ button: 'right' });
  await one.page.getByRole('menuitem', { name: 'Submit as demo' }).click();
  await one.page.getByText('Submit as demo: done').waitFor();
  t.is(await two.page.getByText('Submit as demo: done').count(), 0);
  await one.page.getByRole('button', { name: 'Dismiss message' }).click();
  await one.page.getByText('Submit as demo: done').waitFor({ state: 'detached' });

  await one.page.getByRole('complementary', { name: 'Members' }).getByText('Jo').click();
  await shot(one.page, 'profile-1440');
  await accessible(t, one.page, 'profile');
  await one.page.getByRole('button', { name: 'View artist' }).click();
  await one.page.getByText('View artist: done').waitFor();

  await write.pressSequentially('/silence ');
  await one.page.keyboard.press('Enter');
  await one.page.getByText('Sending command…').waitFor();
  await one.page.getByText('The application did not respond').waitFor();
  await shot(one.page, 'no-answer-1440');

  await write.pressSequentially('/labels');
  await write.press('Tab');
  await one.page.keyboard.press('Enter');
  await two.page.getByText('used').last().waitFor();
  await two.page
    .getByRole('heading', { name: /Vektra/ })
    .last()
    .waitFor();
  await one.page.getByText('Night Drive').first().waitFor();
  await shot(one.page, 'card-everyone-1440');
  await accessible(t, one.page, 'everything');
  t.deepEqual([...one.problems, ...two.problems], []);
});

test('on a phone: drawers, a command, a modal', async (t) => {
  const { world, browser, url } = await house(t);
  const { people, serverId, channels } = world.seed;
  const { page, problems } = await openPage(t, browser, url, PHONE);
  await page.goto(`/channels/${serverId}/${channels['demos']}?as=${people.artist}`);
  const write = page.getByRole('textbox', { name: 'Message #demos' });
  await write.waitFor();
  await page.getByRole('button', { name: 'Dismiss hint' }).click();
  await write.pressSequentially('/labels show ');
  await page.keyboard.press('Enter');
  await page.getByText('Night Drive').waitFor();
  await shot(page, 'channel-390');
  await accessible(t, page, 'channel');
  await page.getByRole('button', { name: 'Show channels' }).click();
  await page.getByRole('link', { name: 'general' }).waitFor();
  await shot(page, 'channels-390');
  await accessible(t, page, 'channels');
  await page.getByRole('link', { name: 'general' }).click();
  await page.getByRole('button', { name: 'Member list' }).click();
  await page.getByText('Apps — 1').waitFor();
  await shot(page, 'members-390');
  await page
    .getByRole('button', { name: 'Close', exact: true })
    .click({ position: { x: 20, y: 300 } });
  const here = page.getByRole('textbox', { name: 'Message #general' });
  await here.pressSequentially('/submit ');
  await page.getByRole('option', { name: 'House' }).waitFor();
  await shot(page, 'autocomplete-390');
  await page.getByRole('option', { name: 'House' }).click();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('dialog', { name: 'Send a demo' }).waitFor();
  await shot(page, 'modal-390');
  await accessible(t, page, 'modal');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  t.deepEqual(problems, []);
});
