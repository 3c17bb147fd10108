import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { buildClient } from '../../../sandbox/client/build.ts';
import { startLocalDiscord } from '../../../sandbox/discord/index.ts';
import { sharedBrowser, waitUntilVisible } from '../../helpers/browser.ts';
import { DESKTOP, openPage } from './browser.ts';

test('the same sources are built once', async (t) => {
  const [one, two] = await Promise.all([buildClient(), buildClient()]);
  t.is(one, two);
});

test('the stream of events comes back after a break, with what was missed', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'client-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const options = { dataFile: join(folder, 'world.json'), clientFolder: await buildClient() };
  const first = await startLocalDiscord({ ...options, port: 0 });
  const seed = await first.control.seed({});
  const target = { personId: seed.people.staff, channelId: seed.channels['general']! };
  const { page } = await openPage(t, await sharedBrowser(), first.url, DESKTOP);
  await page.goto(`/channels/${seed.serverId}/${target.channelId}?as=${seed.people.artist}`);
  await page.getByText('Welcome to #general!').waitFor();
  await first.control.sendMessage({ ...target, content: 'before' });
  await page.getByText('before', { exact: true }).waitFor();
  await first.stop();
  await page.getByText('Reconnecting…').waitFor();
  const second = await startLocalDiscord({ ...options, port: first.port });
  t.teardown(() => second.stop());
  await second.control.sendMessage({ ...target, content: 'missed' });
  await page.getByText('missed', { exact: true }).waitFor();
  await page.getByText('Reconnecting…').waitFor({ state: 'detached' });
  await second.control.createChannel({ serverId: seed.serverId, name: 'fresh' });
  await page.getByRole('link', { name: 'fresh' }).waitFor();
  t.is(await page.getByText('before', { exact: true }).count(), 1);
});

test('whoever is at the end of a conversation sees the last of many messages', async (t) => {
  const discord = await startLocalDiscord({ port: 0, clientFolder: await buildClient() });
  t.teardown(() => discord.stop());
  const seed = await discord.control.seed({});
  const target = { personId: seed.people.staff, channelId: seed.channels['general']! };
  const { page } = await openPage(t, await sharedBrowser(), discord.url, DESKTOP);
  await page.goto(`/channels/${seed.serverId}/${target.channelId}?as=${seed.people.artist}`);
  await page.getByText('Welcome to #general!').waitFor();
  // Where it had scrolled to is told late: when more has come, and before it follows that.
  await page.evaluate(() => {
    const box = document.querySelector('.message-scroll')!;
    new MutationObserver(() => box.dispatchEvent(new Event('scroll'))).observe(box, {
      childList: true,
      subtree: true,
    });
  });
  const tallText = 'a line\n'.repeat(8);
  for (let serial = 1; serial <= 9; serial++)
    await discord.control.sendMessage({ ...target, content: `${tallText}No. ${serial}` });
  await waitUntilVisible(page.getByText('No. 9'));
  t.pass();
});
