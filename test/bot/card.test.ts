import test from 'ava';
import { buttonOf, createLabel, run, setUp, textOf, waitFor } from '../helpers/label.ts';
import { demoWithCard, dmTo, fillIn, press, threadOf, undoFor } from '../helpers/on-discord.ts';
import { sharedHouse } from '../helpers/shared-house.ts';

const open = sharedHouse();

async function setUpLabel(undoSeconds = 30) {
  const house = await open();
  const label = await createLabel(house);
  await setUp(house, label);
  await undoFor(house, label, undoSeconds);
  const card = (messageId: string, contains: string) =>
    waitFor(house, { channelId: label.staffChannel, messageId, contains });
  return { house, label, card };
}

test('Reject asks why; the artist reads the reason, the card shows it and is closed', async (t) => {
  const { house, label, card } = await setUpLabel(0);
  const demo = await demoWithCard(house, label);
  const form = await press(house, label.staff, demo.card, 'card:reject:1');
  t.like(form, { kind: 'modal', title: 'Reject #1' });
  const rejected = await fillIn(house, label.staff, form, {
    reason: 'Too close to our last EP.\nTry us in spring.',
  });
  t.regex(textOf(rejected), /^✅ Rejected \*\*#1\*\*/);

  const dm = textOf(await dmTo(house, label.artist, 'passed on'));
  t.regex(
    dm,
    /Nightfall passed on “Glass Horizon”[\s\S]*> Too close to our last EP.\n> Try us in spring/,
  );
  const closed = await card(demo.card.id, 'Rejected');
  t.regex(
    textOf(closed),
    new RegExp(`Rejected\\*\\* by <@${label.staff}>[\\s\\S]*> Too close to our`),
  );
  for (const act of ['approve', 'reject']) t.true(buttonOf(closed, `card:${act}:1`).disabled);
  t.falsy(buttonOf(closed, 'card:message:1').disabled);
});

test('Reject without a reason is a plain no; the demo’s number in the DM tells how it stands', async (t) => {
  const { house, label } = await setUpLabel(0);
  const demo = await demoWithCard(house, label);
  await fillIn(house, label.staff, await press(house, label.staff, demo.card, 'card:reject:1'), {});
  const dm = await dmTo(house, label.artist, 'passed on');
  t.notRegex(textOf(dm), />|undefined|null/);
  t.regex(textOf(dm), /Thank you for sending it/);
  const about = await press(house, label.artist, dm, `dm:about:${label.guildId}:1`);
  t.regex(textOf(about), /#1 · Glass Horizon\n■ \*\*Rejected\*\*/);
});

test('Approve and Undo: the card opens again and the artist hears nothing', async (t) => {
  const { house, label, card } = await setUpLabel();
  const demo = await demoWithCard(house, label);
  const approved = await press(house, label.staff, demo.card, 'card:approve:1');
  t.true(approved.kind === 'message' && approved.ephemeral);
  await card(demo.card.id, 'Approved');
  t.regex(textOf(await press(house, label.staff, approved, 'review:undo:1')), /Taken back/);
  const opened = await card(demo.card.id, 'In queue');
  t.falsy(buttonOf(opened, 'card:approve:1').disabled);
  // What the artist hears next is the first thing that they hear.
  await run(house, label.staff, label.staffChannel, 'reply', {
    number: 1,
    message: 'Still listening',
  });
  await dmTo(house, label.artist, 'Still listening');
  const dms = (await house.discord.control.readDm({
    personId: label.artist,
    userId: house.env.DISCORD_CLIENT_ID,
  })) as unknown[];
  t.is(dms.length, 1);
});

test('approved and at once signed: the artist is told yes', async (t) => {
  const { house, label } = await setUpLabel(1);
  await demoWithCard(house, label);
  const to = (new_status: string) =>
    run(house, label.staff, label.staffChannel, 'status', { number: 1, new_status });
  await to('approved');
  t.is(textOf(await to('signed')), '**#1** is now **Signed**.');
  t.regex(textOf(await dmTo(house, label.artist, 'Glass Horizon')), /Nightfall said yes to/);
});

test('two people decide at once: one wins, the other is told who and what', async (t) => {
  const { house, label } = await setUpLabel();
  const demo = await demoWithCard(house, label);
  const form = await press(house, label.owner, demo.card, 'card:reject:1');
  const [approved, rejected] = await Promise.all([
    press(house, label.staff, demo.card, 'card:approve:1'),
    fillIn(house, label.owner, form, { reason: 'No.' }),
  ]);
  const said = [textOf(approved), textOf(rejected)];
  t.is(said.filter((text) => text.startsWith('✅')).length, 1, said.join(' | '));
  t.is(
    said.filter((text) =>
      /^\*\*(Jonas|Mara)\*\* already decided this one: \*\*(Approved|Rejected)\*\*/.test(text),
    ).length,
    1,
  );
});

test('Message: to the artist from the label, a copy in the thread', async (t) => {
  const { house, label } = await setUpLabel();
  const demo = await demoWithCard(house, label);
  const form = await press(house, label.staff, demo.card, 'card:message:1');
  t.like(form, { kind: 'modal', title: 'Message about #1' });
  const body = 'Stems, please: https://www.dropbox.com/request/a_b-c?x=1&y=2.';
  t.regex(
    textOf(await fillIn(house, label.staff, form, { body })),
    /^✉️ On its way to the artist of \*\*#1\*\*/,
  );
  const dm = textOf(await dmTo(house, label.artist, 'Stems'));
  // A link is one: whole, and nothing of the sentence in it.
  t.true(dm.includes('<https://www.dropbox.com/request/a_b-c?x=1&y=2>.'), dm);
  t.notRegex(dm, /Jonas/);
  const copy = await waitFor(house, {
    channelId: await threadOf(house, label, 1),
    contains: 'Stems',
  });
  t.regex(textOf(copy), /\*\*Jonas\*\* wrote to the artist/);
});

test('Thread lets staff in, once or again; one that was deleted is told so', async (t) => {
  const { house, label, card } = await setUpLabel();
  const { control } = house.discord;
  const demo = await demoWithCard(house, label);
  const withThread = await card(demo.card.id, 'card:thread:1');
  const threadId = await threadOf(house, label, 1);
  for (let times = 0; times < 2; times++)
    t.is(
      textOf(await press(house, label.staff, withThread, 'card:thread:1')),
      `🧵 You are in: <#${threadId}>`,
    );
  const members = JSON.stringify(await control.listThreadMembers({ channelId: threadId }));
  t.true(members.includes(label.staff));
  t.false(members.includes(label.owner));
  await control.deleteChannel({ channelId: threadId });
  t.is(
    textOf(await press(house, label.staff, withThread, 'card:thread:1')),
    'This demo’s thread is gone.',
  );
});

test('closed direct messages: staff see it on the card and in the thread, the demo still comes in', async (t) => {
  const { house, label, card } = await setUpLabel();
  await house.discord.control.editPerson({ personId: label.artist, dmsClosed: true });
  const demo = await demoWithCard(house, label);
  await run(house, label.staff, label.staffChannel, 'reply', { number: 1, message: 'Hello?' });
  await card(demo.card.id, 'direct messages are closed');
  const notice = await waitFor(house, {
    channelId: await threadOf(house, label, 1),
    contains: 'did not arrive',
  });
  t.regex(textOf(notice), /has closed their direct messages/);
});
