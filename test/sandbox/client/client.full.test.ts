import test, { type ExecutionContext } from 'ava';
import { buildClient } from '../../../sandbox/client/build.ts';
import { assertAccessible, saveScreenshot } from '../../end-to-end/page-checks.ts';
import { sharedBrowser } from '../../helpers/browser.ts';
import { createDiscordFixture, startTestBot } from '../discord/discord-fixture.ts';
import { COMMANDS, startBot } from './bot.ts';
import { DESKTOP, openPage, PHONE } from './browser.ts';

async function startClient(t: ExecutionContext) {
  const fixture = await createDiscordFixture(t, { clientFolder: await buildClient() });
  const bot = await startTestBot(t, fixture);
  // biome-ignore lint/suspicious/noExplicitAny: plain data, as Discord takes it
  await bot.application.commands.set(COMMANDS as any);
  startBot(bot, fixture.seed.channels['staff']!);
  const browser = await sharedBrowser();
  return { fixture, browser, url: fixture.discord.url };
}

test('an artist submits, staff decides: command, modal, card, button, thread, DM', async (t) => {
  const { fixture, browser, url } = await startClient(t);
  const { page, problems } = await openPage(t, browser, url, DESKTOP);
  await page.goto('/');
  const messageBox = page.getByRole('textbox', { name: /^Message #/ });
  await messageBox.waitFor();
  await page.getByRole('complementary', { name: 'Hint' }).getByText('/submit').waitFor();
  await page.getByRole('link', { name: 'demos' }).click();
  await page.getByRole('heading', { name: 'Welcome to #demos!' }).waitFor();

  await messageBox.fill('Hello **everyone**, see <#1> and `code`');
  await messageBox.press('Enter');
  await page.getByText('everyone', { exact: true }).waitFor();

  await messageBox.pressSequentially('/');
  await page.getByRole('option', { name: /\/submit/ }).waitFor();
  await saveScreenshot(page, 'client-commands-1440');
  await assertAccessible(t, page, 'command list');
  await messageBox.pressSequentially('sub');
  await messageBox.press('Enter');
  const genre = page.getByRole('combobox', { name: 'genre' });
  await genre.pressSequentially('te');
  await page.getByRole('option', { name: 'Dub Techno' }).waitFor();
  await saveScreenshot(page, 'client-autocomplete-1440');
  await assertAccessible(t, page, 'command form');
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
  await saveScreenshot(page, 'client-modal-error-1440');
  await assertAccessible(t, page, 'modal');
  await modal.getByRole('textbox', { name: 'Track' }).fill('Night Drive');
  await modal.getByRole('combobox', { name: 'Mood' }).click();
  await page.getByRole('option', { name: 'Calm' }).click();
  await modal.getByRole('radio', { name: 'All mine' }).check();
  await modal.getByLabel('File').setInputFiles({
    name: 'night.wav',
    mimeType: 'audio/wav',
    buffer: Buffer.from('RIFF'),
  });
  await saveScreenshot(page, 'client-modal-1440');
  await modal.getByRole('button', { name: 'Submit' }).click();
  await page.getByText('Received as').waitFor();
  await page.getByText('Only you can see this').waitFor();
  t.is(await page.getByRole('dialog').count(), 0);
  await saveScreenshot(page, 'client-ephemeral-1440');
  await assertAccessible(t, page, 'ephemeral answer');

  // The DM came while one looked at the channel.
  await page.getByRole('button', { name: 'Direct Messages, 1 new' }).click();
  await page.getByText('We write here when it is decided').waitFor();
  await saveScreenshot(page, 'client-dm-1440');
  await assertAccessible(t, page, 'DM');

  // Now as the owner.
  await page.getByRole('button', { name: 'Switch person' }).click();
  await page.getByRole('menuitemradio', { name: /Mara Voss Owner/ }).waitFor();
  await saveScreenshot(page, 'client-switch-1440');
  await assertAccessible(t, page, 'switch person');
  await page.getByRole('menuitemradio', { name: /Mara Voss/ }).click();
  await page.getByRole('button', { name: 'Nightfall Records' }).click();
  await page.getByRole('link', { name: 'staff (private)' }).click();
  await page.getByText('Night Drive').first().waitFor();
  await saveScreenshot(page, 'client-card-1440');
  await assertAccessible(t, page, 'card');
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
  await saveScreenshot(page, 'client-approved-1440');
  await page.getByRole('link', { name: '#1 Night Drive' }).click();
  await page.getByText('Only staff can read this.').waitFor();
  const inThread = page.getByRole('textbox', { name: 'Message “#1 Night Drive”' });
  await inThread.fill('I like it');
  await inThread.press('Enter');
  await page.getByText('I like it').waitFor();
  await saveScreenshot(page, 'client-thread-1440');
  await assertAccessible(t, page, 'thread');
  t.true(new URL(page.url()).searchParams.get('as') === fixture.seed.people.owner);
  t.deepEqual(problems, []);
});

test('menus, replies, edits, what nobody answers; two windows are two people', async (t) => {
  const { fixture, browser, url } = await startClient(t);
  const { people, serverId, channels } = fixture.seed;
  await fixture.control.editMember({ serverId, personId: people.staff, nick: 'Jo' });
  const path = `/channels/${serverId}/${channels['general']}`;
  const firstWindow = await openPage(t, browser, url, DESKTOP);
  const secondWindow = await openPage(t, browser, url, DESKTOP);
  await firstWindow.page.goto(`${path}?as=${people.artist}`);
  await secondWindow.page.goto(`${path}?as=${people.staff}`);
  const messageBox = firstWindow.page.getByRole('textbox', { name: 'Message #general' });
  const otherMessageBox = secondWindow.page.getByRole('textbox', { name: 'Message #general' });
  await messageBox.waitFor();
  await otherMessageBox.fill('Welcome @KITE, look at #dem');
  await secondWindow.page.getByRole('option', { name: '#demos' }).waitFor();
  await otherMessageBox.press('Enter');
  await otherMessageBox.press('Enter');
  const greeting = firstWindow.page
    .getByRole('listitem')
    .filter({ hasText: 'look at #demos' })
    .first();
  await greeting.waitFor();
  t.true(await greeting.getByRole('button', { name: '@KITE' }).isVisible());

  await greeting.click({ button: 'right' });
  await saveScreenshot(firstWindow.page, 'client-message-menu-1440');
  await assertAccessible(t, firstWindow.page, 'message menu');
  await firstWindow.page.getByRole('menuitem', { name: 'Reply' }).click();
  await messageBox.pressSequentially('Thanks!');
  await messageBox.press('Enter');
  await secondWindow.page.getByText('Reply to').waitFor({ state: 'attached' });

  const answer = firstWindow.page.getByRole('listitem').filter({ hasText: 'Thanks!' });
  await answer.hover();
  await answer.getByRole('button', { name: 'Edit' }).click();
  await firstWindow.page.getByRole('textbox', { name: 'Edit message' }).fill('Thank you!');
  await firstWindow.page.keyboard.press('Enter');
  await secondWindow.page.getByText('Thank you!').waitFor();
  await secondWindow.page.getByText('(edited)').waitFor();

  await greeting.click({ button: 'right' });
  await firstWindow.page.getByRole('menuitem', { name: 'Submit as demo' }).click();
  await firstWindow.page.getByText('Submit as demo: done').waitFor();
  t.is(await secondWindow.page.getByText('Submit as demo: done').count(), 0);
  await firstWindow.page.getByRole('button', { name: 'Dismiss message' }).click();
  await firstWindow.page.getByText('Submit as demo: done').waitFor({ state: 'detached' });

  await firstWindow.page.getByRole('complementary', { name: 'Members' }).getByText('Jo').click();
  await saveScreenshot(firstWindow.page, 'client-profile-1440');
  await assertAccessible(t, firstWindow.page, 'profile');
  await firstWindow.page.getByRole('button', { name: 'View artist' }).click();
  await firstWindow.page.getByText('View artist: done').waitFor();

  await messageBox.pressSequentially('/silence ');
  await firstWindow.page.keyboard.press('Enter');
  await firstWindow.page.getByText('Sending command…').waitFor();
  await firstWindow.page.getByText('The application did not respond').waitFor();
  await saveScreenshot(firstWindow.page, 'client-no-answer-1440');

  await messageBox.pressSequentially('/labels');
  await messageBox.press('Tab');
  await firstWindow.page.keyboard.press('Enter');
  await secondWindow.page.getByText('used').last().waitFor();
  await secondWindow.page
    .getByRole('heading', { name: /Vektra/ })
    .last()
    .waitFor();
  await firstWindow.page.getByText('Night Drive').first().waitFor();
  await saveScreenshot(firstWindow.page, 'client-card-everyone-1440');
  await assertAccessible(t, firstWindow.page, 'everything');
  t.deepEqual([...firstWindow.problems, ...secondWindow.problems], []);
});

test('on a phone: drawers, a command, a modal', async (t) => {
  const { fixture, browser, url } = await startClient(t);
  const { people, serverId, channels } = fixture.seed;
  const { page, problems } = await openPage(t, browser, url, PHONE);
  await page.goto(`/channels/${serverId}/${channels['demos']}?as=${people.artist}`);
  const messageBox = page.getByRole('textbox', { name: 'Message #demos' });
  await messageBox.waitFor();
  await page.getByRole('button', { name: 'Dismiss hint' }).click();
  await messageBox.pressSequentially('/labels show ');
  await page.keyboard.press('Enter');
  await page.getByText('Night Drive').waitFor();
  await saveScreenshot(page, 'client-channel-390');
  await assertAccessible(t, page, 'channel');
  await page.getByRole('button', { name: 'Show channels' }).click();
  await page.getByRole('link', { name: 'general' }).waitFor();
  await saveScreenshot(page, 'client-channels-390');
  await assertAccessible(t, page, 'channels');
  await page.getByRole('link', { name: 'general' }).click();
  await page.getByRole('button', { name: 'Member list' }).click();
  await page.getByText('Apps — 1').waitFor();
  await saveScreenshot(page, 'client-members-390');
  await page
    .getByRole('button', { name: 'Close', exact: true })
    .click({ position: { x: 20, y: 300 } });
  const generalMessageBox = page.getByRole('textbox', { name: 'Message #general' });
  await generalMessageBox.pressSequentially('/submit ');
  await page.getByRole('option', { name: 'House' }).waitFor();
  await saveScreenshot(page, 'client-autocomplete-390');
  await page.getByRole('option', { name: 'House' }).click();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('dialog', { name: 'Send a demo' }).waitFor();
  await saveScreenshot(page, 'client-modal-390');
  await assertAccessible(t, page, 'modal');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  t.deepEqual(problems, []);
});
