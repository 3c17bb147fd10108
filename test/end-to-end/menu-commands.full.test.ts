import test from 'ava';
import { buildClient } from '../../sandbox/client/build.ts';
import { startApp } from '../helpers/app.ts';
import { sharedBrowser } from '../helpers/browser.ts';
import { createLabel, setUpLabel, submitDemo } from '../helpers/label.ts';
import { assertAccessible, saveScreenshot } from './page-checks.ts';

test('commands of menus: a message becomes a demo, staff see the history of its artist', async (t) => {
  const app = await startApp(t, {
    processes: ['worker', 'bot'],
    clientFolder: await buildClient(),
  });
  const label = await createLabel(app, { plan: 'pro', name: 'Nightfall Records' });
  await setUpLabel(app, label);
  await submitDemo(app, label, { trackTitle: 'Paper Lanterns' });
  await app.discord.control.sendMessage({
    personId: label.artist,
    channelId: label.demosChannel,
    content: 'My new one: https://soundcloud.com/kite/undertow',
    files: [{ name: 'undertow-artwork.png', text: 'PNG' }],
  });
  const browser = await sharedBrowser();
  const openAs = async (personId: string, channelId: string) => {
    const page = await (
      await browser.newContext({ viewport: { width: 1280, height: 900 } })
    ).newPage();
    await page.goto(`${app.discord.url}/channels/${label.guildId}/${channelId}?as=${personId}`);
    return page;
  };

  const artist = await openAs(label.artist, label.demosChannel);
  await artist.getByText('My new one').click({ button: 'right' });
  await artist.getByRole('menuitem', { name: 'Submit as demo' }).waitFor();
  await saveScreenshot(artist, 'menu-message');
  await artist.getByRole('menuitem', { name: 'Submit as demo' }).click();
  const form = artist.getByRole('dialog', { name: 'Send a demo' });
  await form.getByRole('textbox', { name: 'Artist name' }).fill('KITE');
  await form.getByRole('textbox', { name: 'Track title' }).fill('Undertow');
  t.is(
    await form.getByRole('textbox', { name: 'Track link' }).inputValue(),
    'https://soundcloud.com/kite/undertow',
  );
  await form.getByText('Attached already: undertow-artwork.png').waitFor();
  await saveScreenshot(artist, 'menu-form');
  await assertAccessible(t, artist, 'the form of a message');
  await form.getByRole('button', { name: 'Submit' }).click();
  await artist.getByText('Demo #2 is in').waitFor();

  const staff = await openAs(label.staff, label.demosChannel);
  await staff.getByText('Kite', { exact: true }).first().click({ button: 'right' });
  await staff.getByRole('menuitem', { name: 'Artist history' }).click();
  await staff.getByText('2 demos').waitFor();
  await saveScreenshot(staff, 'menu-artist-history');
});
