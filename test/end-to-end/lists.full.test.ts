import test from 'ava';
import { buildClient } from '../../sandbox/client/build.ts';
import { startApp } from '../helpers/app.ts';
import { sharedBrowser } from '../helpers/browser.ts';
import { setUndoSeconds } from '../helpers/discord-actions.ts';
import { createLabel, runCommand, setUpLabel, submitDemo } from '../helpers/label.ts';
import { saveScreenshots } from './page-checks.ts';

test('lists on Discord: the panel for staff, figures for artists', async (t) => {
  const app = await startApp(t, {
    processes: ['worker', 'bot'],
    clientFolder: await buildClient(),
  });
  const label = await createLabel(app, { plan: 'pro', name: 'Nightfall Records' });
  await setUpLabel(app, label);
  await setUndoSeconds(app, label, 0);
  const { artist, secondArtist } = label;
  for (const [trackTitle, personId] of [
    ['Glass Horizon', artist],
    ['Paper Lanterns', secondArtist],
    ['Undertow', artist],
    ['Night Bus', artist],
  ] as const)
    await submitDemo(app, label, { trackTitle }, personId);
  for (const [number, new_status] of [
    [1, 'approved'],
    [2, 'approved'],
    [3, 'signed'],
  ] as const)
    await runCommand(app, label.staff, label.staffChannel, 'status', { number, new_status });
  const browser = await sharedBrowser();
  const openAs = async (personId: string, channelId: string) => {
    const page = await (
      await browser.newContext({ viewport: { width: 1280, height: 1000 } })
    ).newPage();
    await page.goto(`${app.discord.url}/channels/${label.guildId}/${channelId}?as=${personId}`);
    return {
      page,
      run: (command: string) => runCommand(app, personId, channelId, command),
    };
  };

  const staff = await openAs(label.staff, label.staffChannel);
  await staff.run('panel');
  await staff.page.getByText('Demos · Waiting').waitFor();
  await saveScreenshots(staff.page, 'panel-list');
  await staff.page.getByRole('combobox', { name: 'Open a demo' }).click();
  await staff.page.getByRole('option', { name: /#4 · Night Bus/ }).click();
  await staff.page.getByText('Back to the list').waitFor();
  await saveScreenshots(staff.page, 'panel-demo');

  const kite = await openAs(artist, label.demosChannel);
  await kite.run('my_stats');
  await kite.run('leaderboard');
  await kite.run('my_demos');
  await kite.page.getByText('Every server that you sent').waitFor();
  await saveScreenshots(kite.page, 'artist-figures');
  t.pass();
});
