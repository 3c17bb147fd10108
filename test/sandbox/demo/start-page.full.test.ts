import test from 'ava';
import { buildClient } from '../../../sandbox/client/build.ts';
import { createDemoGuilds, PEOPLE } from '../../../sandbox/demo/demo-guilds.ts';
import { createGuide, INITIAL_PERSON } from '../../../sandbox/demo/guide.ts';
import { serveStartPage } from '../../../sandbox/demo/start-page/serve.ts';
import { startLocalDiscord } from '../../../sandbox/discord/index.ts';
import { LOCAL_APP } from '../../../sandbox/local-environment.ts';
import { findViolations } from '../../helpers/axe.ts';
import { sharedBrowser } from '../../helpers/browser.ts';
import { DESKTOP, openPage } from '../client/browser.ts';

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB<&>"\n-----END CERTIFICATE-----\n';

test('the start page copies the certificate, and opens Discord as each person', async (t) => {
  const discord = await startLocalDiscord({ port: 0, clientFolder: await buildClient() });
  t.teardown(() => discord.stop());
  await discord.control.createApplication(LOCAL_APP);
  await createDemoGuilds(discord);
  const guide = createGuide({
    startPage: '',
    discord: discord.url,
    dashboard: 'http://localhost:9',
    customerDatabase: { url: 'postgres://label:secret@127.0.0.1:9/label', caFile: '/demo/ca.pem' },
    dataFolder: '/demo',
    logFile: '/demo/logs/vektra.log',
  });
  const startPage = await serveStartPage(0, guide, CERTIFICATE);
  t.teardown(startPage.stop);
  const browser = await sharedBrowser();
  const { page, problems } = await openPage(t, browser, startPage.url, DESKTOP);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/');

  const status = page.getByRole('status');
  const readClipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole('button', { name: 'Copy Certificate', exact: true }).press('Enter');
  await status.getByText('Certificate copied', { exact: true }).waitFor();
  t.is(await readClipboard(), CERTIFICATE);
  await page.getByRole('button', { name: 'Copy Certificate’s file' }).click();
  await status.getByText('Certificate’s file copied').waitFor();
  t.is(await readClipboard(), '/demo/ca.pem');
  t.deepEqual(await findViolations(page), []);

  // A browser that refuses: the text is selected instead.
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
  });
  await page.getByRole('button', { name: 'Copy Database URL' }).click();
  await status.getByText('Database URL selected: copy it with Ctrl+C').waitFor();
  t.is(
    await page.evaluate(() => getSelection()?.toString()),
    'postgres://label:secret@127.0.0.1:9/label',
  );

  const you = page.getByRole('region', { name: 'You' });
  await page.getByRole('link', { name: PEOPLE.mara.globalName }).click();
  await you.getByText(PEOPLE.mara.globalName).waitFor();
  await page.goBack();
  t.is(await page.getByRole('link', { name: discord.url }).getAttribute('href'), discord.url);
  t.deepEqual(problems, []);
});

test('the local Discord opens as the person that the guide names, and points to its owner', async (t) => {
  const discord = await startLocalDiscord({ port: 0, clientFolder: await buildClient() });
  t.teardown(() => discord.stop());
  await discord.control.createApplication(LOCAL_APP);
  await createDemoGuilds(discord);
  const { page } = await openPage(t, await sharedBrowser(), discord.url, DESKTOP);
  await page.goto('/');
  const hint = page.getByRole('complementary', { name: 'Hint' });
  await hint.getByText(`You are ${INITIAL_PERSON.globalName}, a member.`).waitFor();
  await hint.getByText(`witch person to ${PEOPLE.mara.globalName}`).waitFor();
  t.is(new URL(page.url()).searchParams.get('as'), INITIAL_PERSON.id);
});
