import test from 'ava';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import { startApp } from '../helpers/app.ts';
import {
  createLabel,
  findButton,
  messageText,
  runCommand,
  setUpLabel,
  submitDemo,
  waitForMessage,
} from '../helpers/label.ts';

test('an admin sets a label up, an artist sends a demo, staff get card and thread', async (t) => {
  const app = await startApp(t);
  const label = await createLabel(app);
  const { control } = app.discord;

  t.regex(
    messageText(await runCommand(app, label.artist, label.demosChannel, 'my_subs')),
    /isn’t set up/,
  );
  t.regex(
    messageText(
      await runCommand(app, label.owner, label.generalChannel, 'start', {
        label_name: 'Nightfall',
      }),
    ),
    /Welcome, Nightfall/,
  );
  t.regex(
    messageText(
      await runCommand(app, label.owner, label.generalChannel, 'setup_staff', {
        channel: label.generalChannel,
      }),
    ),
    /Everyone can see/,
  );
  t.regex(
    messageText(
      await runCommand(app, label.owner, label.generalChannel, 'setup_staff', {
        channel: label.staffChannel,
      }),
    ),
    /Demos arrive in/,
  );
  const checklist = messageText(await runCommand(app, label.owner, label.generalChannel, 'setup'));
  t.regex(checklist, /All set/);
  t.notRegex(checklist, /⬜/);

  t.regex(messageText(await submitDemo(app, label)), /Demo #1 is in/);
  const card = await waitForMessage(app, {
    channelId: label.staffChannel,
    contains: 'Glass Horizon',
  });
  t.regex(messageText(card), /Approve/);
  t.deepEqual(card.mentions, []);
  const thread = (await control.getServer({ serverId: label.guildId })).threads[0] as {
    id: string;
    name: string;
  };
  t.regex(thread.name, /^#1 · KITE – Glass Horizon/);
  await waitForMessage(app, {
    channelId: thread.id,
    contains: 'Private staff thread',
    authorId: LOCAL_APP.id,
  });
});

test('Approve: the artist gets the DM, the card shows who decided, a second decision is refused', async (t) => {
  const app = await startApp(t);
  const label = await createLabel(app, { plan: 'pro' });
  const { control } = app.discord;
  await setUpLabel(app, label);
  await app.tenancy.write(label.guildId, async (db) => {
    const row = await db.table('guild_settings').first('document');
    const document = JSON.stringify({ ...JSON.parse(row!.document), undoSeconds: 0 });
    await db.table('guild_settings').update({ document });
  });
  await submitDemo(app, label);
  const card = await waitForMessage(app, {
    channelId: label.staffChannel,
    contains: 'Glass Horizon',
  });
  const pressApprove = (personId: string) =>
    control.pressButton({
      personId,
      channelId: label.staffChannel,
      messageId: card.id,
      customId: 'card:approve:1',
      settle: true,
    });

  t.regex(messageText(await pressApprove(label.staff)), /Approved \*\*#1/);
  const edited = await waitForMessage(app, {
    channelId: label.staffChannel,
    messageId: card.id,
    contains: `<@${label.staff}>`,
  });
  t.true(findButton(edited, 'card:approve:1').disabled);
  const dm = await waitForMessage(app, {
    personId: label.artist,
    botId: LOCAL_APP.id,
    contains: 'said yes',
  });
  t.regex(messageText(dm), /Nightfall said yes to “Glass Horizon”/);

  // The artist answers the DM; it appears in the thread.
  const [thread] = (await control.getServer({ serverId: label.guildId })).threads as {
    id: string;
  }[];
  await control.sendDm({
    personId: label.artist,
    userId: LOCAL_APP.id,
    content: 'Thank you so much',
  });
  const relayed = await waitForMessage(app, {
    channelId: thread!.id,
    contains: 'Thank you so much',
  });
  t.regex(messageText(relayed), /Kite.* \(artist\)/);
});
