import test from 'ava';
import { LOCAL_APP } from '../../sandbox/world/environment.ts';
import { startHouse } from '../helpers/house.ts';
import {
  buttonOf,
  createLabel,
  run,
  setUp,
  submitDemo,
  textOf,
  waitFor,
} from '../helpers/label.ts';

test('an admin sets a label up, an artist sends a demo, staff get card and thread', async (t) => {
  const house = await startHouse(t);
  const label = await createLabel(house);
  const { control } = house.discord;

  t.regex(textOf(await run(house, label.artist, label.demos, 'my_subs')), /not set up/);
  t.regex(
    textOf(await run(house, label.owner, label.general, 'start', { label_name: 'Nightfall' })),
    /Welcome, Nightfall/,
  );
  t.regex(
    textOf(await run(house, label.owner, label.general, 'setup_staff', { channel: label.general })),
    /Everyone can see/,
  );
  t.regex(
    textOf(
      await run(house, label.owner, label.general, 'setup_staff', { channel: label.staffChannel }),
    ),
    /Demos arrive in/,
  );
  const checklist = textOf(await run(house, label.owner, label.general, 'setup'));
  t.regex(checklist, /All set/);
  t.notRegex(checklist, /⬜/);

  t.regex(textOf(await submitDemo(house, label)), /Demo #1 is in/);
  const card = await waitFor(house, { channelId: label.staffChannel, contains: 'Glass Horizon' });
  t.regex(textOf(card), /Approve/);
  t.deepEqual(card.mentions, []);
  const thread = (await control.getServer({ serverId: label.guildId })).threads[0] as {
    id: string;
    name: string;
  };
  t.regex(thread.name, /^#1 · KITE – Glass Horizon/);
  await waitFor(house, { channelId: thread.id, contains: 'Private room', authorId: LOCAL_APP.id });
});

test('Approve: the artist gets the DM, the card shows who decided, a second decision is refused', async (t) => {
  const house = await startHouse(t);
  const label = await createLabel(house, { plan: 'pro' });
  const { control } = house.discord;
  await setUp(house, label);
  await house.tenancy.write(label.guildId, async (db) => {
    const row = await db.table('guild_settings').first('document');
    const document = JSON.stringify({ ...JSON.parse(row.document), undoSeconds: 0 });
    await db.table('guild_settings').update({ document });
  });
  await submitDemo(house, label);
  const card = await waitFor(house, { channelId: label.staffChannel, contains: 'Glass Horizon' });
  const press = (personId: string) =>
    control.pressButton({
      personId,
      channelId: label.staffChannel,
      messageId: card.id,
      customId: 'card:approve:1',
      settle: true,
    });

  t.regex(textOf(await press(label.staff)), /Approved \*\*#1/);
  const edited = await waitFor(house, {
    channelId: label.staffChannel,
    messageId: card.id,
    contains: `<@${label.staff}>`,
  });
  t.true(buttonOf(edited, 'card:approve:1').disabled);
  const dm = await waitFor(house, {
    personId: label.artist,
    botId: LOCAL_APP.id,
    contains: 'said yes',
  });
  t.regex(textOf(dm), /Nightfall said yes to “Glass Horizon”/);

  // The artist answers the DM; it appears in the thread.
  const [thread] = (await control.getServer({ serverId: label.guildId })).threads as {
    id: string;
  }[];
  await control.sendDm({
    personId: label.artist,
    userId: LOCAL_APP.id,
    content: 'Thank you so much',
  });
  const relayed = await waitFor(house, { channelId: thread!.id, contains: 'Thank you so much' });
  t.regex(textOf(relayed), /Kite.* \(artist\)/);
});
