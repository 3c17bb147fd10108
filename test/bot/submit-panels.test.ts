import test from 'ava';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import { pressButton, submitForm } from '../helpers/discord-actions.ts';
import {
  createLabel,
  DEFAULT_DEMO,
  messageText,
  runCommand,
  setUpLabel,
  waitForMessage,
} from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp();

async function createFixture(plan: string | null) {
  const app = await getApp();
  const label = await createLabel(app, { plan });
  await setUpLabel(app, label);
  const say = async (options: Record<string, string> = {}, channelId = label.demosChannel) =>
    messageText(await runCommand(app, label.owner, channelId, 'submit_panel', options));
  const waitForPanel = (contains: string) =>
    waitForMessage(app, { channelId: label.demosChannel, contains });
  return { app, label, say, waitForPanel };
}

test('a submit panel: its button opens the form, and its text can be changed', async (t) => {
  const { app, label, say, waitForPanel } = await createFixture('starter');
  t.regex(await say(), /^### The panel is on its way to <#\d+>\n/);
  const panel = await waitForPanel('Send us your demo');
  const form = await pressButton(app, label.artist, panel, 'submit:open');
  t.regex(messageText(await submitForm(app, label.artist, form, DEFAULT_DEMO)), /Demo #1 is in/);
  t.regex(messageText(await pressButton(app, label.artist, panel, 'submit:mine')), /Glass Horizon/);
  // The same message, with formatted text; what is not given is the default again.
  await say({ title: 'Night shift', text: 'We want **dark** techno.\\nNothing else.' });
  const changed = await waitForPanel('We want **dark** techno.\nNothing else.');
  t.is(changed.id, panel.id);
  t.regex(messageText(changed), /^### Night shift\n/);

  // Who deletes the message has removed the panel; another one is posted on demand.
  await app.discord.control.deleteMessage({
    ...{ personId: label.owner, channelId: label.demosChannel, messageId: panel.id },
  });
  await say({ title: 'Day shift' });
  const again = await waitForPanel('Day shift');
  t.not(again.id, panel.id);
});

test('a panel needs its plan, and a channel in which the bot can write', async (t) => {
  const free = await createFixture(null);
  t.is(await free.say(), 'This needs the **Starter** plan. See `/premium` to upgrade.');
  const { app, label, say } = await createFixture('starter');
  const closed = await app.discord.control.createChannel({
    serverId: label.guildId,
    name: 'read-only',
    overwrites: [{ id: LOCAL_APP.id, type: 1, deny: 1n << 11n }],
  });
  t.regex(
    await say({ channel: closed.id }),
    /^I’m missing permissions in <#\d+>: Send Messages\. Grant them, then try again\.$/,
  );
});
