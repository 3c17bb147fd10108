import test from 'ava';
import {
  pressButton,
  setUndoSeconds,
  submitDemoWithCard,
  submitForm,
  waitForDm,
  waitForThread,
} from '../helpers/discord-actions.ts';
import {
  createLabel,
  findButton,
  messageText,
  runCommand,
  setUpLabel,
  waitForMessage,
} from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp();

async function createCardFixture(undoSeconds = 30, plan: string | null = null) {
  const app = await getApp();
  const label = await createLabel(app, { plan });
  await setUpLabel(app, label);
  await setUndoSeconds(app, label, undoSeconds);
  const waitForCard = (messageId: string, contains: string) =>
    waitForMessage(app, { channelId: label.staffChannel, messageId, contains });
  return { app, label, waitForCard };
}

test('Reject asks for a reason; the artist reads it, the card shows it and is closed', async (t) => {
  const { app, label, waitForCard } = await createCardFixture(0);
  const demo = await submitDemoWithCard(app, label);
  const form = await pressButton(app, label.staff, demo.card, 'card:reject:1');
  t.like(form, { kind: 'modal', title: 'Reject #1' });
  const rejected = await submitForm(app, label.staff, form, {
    reason: 'Too close to our last EP.\nTry us in spring.',
  });
  t.regex(messageText(rejected), /^✅ Rejected \*\*#1\*\*/);

  const dm = messageText(await waitForDm(app, label.artist, 'passed on'));
  t.regex(
    dm,
    /Nightfall passed on “Glass Horizon”[\s\S]*> Too close to our last EP.\n> Try us in spring/,
  );
  const closed = await waitForCard(demo.card.id, 'Rejected');
  t.regex(
    messageText(closed),
    new RegExp(`Rejected\\*\\* by <@${label.staff}>[\\s\\S]*> Too close to our`),
  );
  for (const action of ['approve', 'reject'])
    t.true(findButton(closed, `card:${action}:1`).disabled);
  t.falsy(findButton(closed, 'card:message:1').disabled);
});

test('Reject without a reason; the number under the DM shows the demo’s status', async (t) => {
  const { app, label } = await createCardFixture(0);
  const demo = await submitDemoWithCard(app, label);
  await submitForm(
    app,
    label.staff,
    await pressButton(app, label.staff, demo.card, 'card:reject:1'),
    {},
  );
  const dm = await waitForDm(app, label.artist, 'passed on');
  t.notRegex(messageText(dm), />|undefined|null/);
  t.regex(messageText(dm), /Thanks for sending it/);
  const about = await pressButton(app, label.artist, dm, `dm:about:${label.guildId}:1`);
  t.regex(messageText(about), /#1 · Glass Horizon\n■ \*\*Passed on\*\*/);
});

test('Approve and Undo: the card is open again and the artist is not told', async (t) => {
  const { app, label, waitForCard } = await createCardFixture();
  const demo = await submitDemoWithCard(app, label);
  const approved = await pressButton(app, label.staff, demo.card, 'card:approve:1');
  t.true(approved.kind === 'message' && approved.ephemeral);
  await waitForCard(demo.card.id, 'Approved');
  t.regex(messageText(await pressButton(app, label.staff, approved, 'review:undo:1')), /Undone/);
  const opened = await waitForCard(demo.card.id, 'In queue');
  t.falsy(findButton(opened, 'card:approve:1').disabled);
  // What the artist hears next is the first thing that they hear.
  await runCommand(app, label.staff, label.staffChannel, 'reply', {
    number: 1,
    message: 'Still listening',
  });
  await waitForDm(app, label.artist, 'Still listening');
  const dms = (await app.discord.control.readDm({
    personId: label.artist,
    userId: app.env.DISCORD_CLIENT_ID,
  })) as unknown[];
  t.is(dms.length, 1);
});

test('the menu offers what follows; a decided demo is contacted, signed or reopened', async (t) => {
  const { app, label, waitForCard } = await createCardFixture(30, 'pro');
  const { card } = await submitDemoWithCard(app, label);
  const offered = (message: object) =>
    [...JSON.stringify(message).matchAll(/"label":"([^"]+)","value"/g)].map(([, name]) => name);
  const choose = async (value: string) =>
    messageText(
      await app.discord.control.choose({
        ...{ personId: label.staff, channelId: label.staffChannel, messageId: card.id },
        ...{ customId: 'card:status:1', values: [value], settle: true },
      }),
    );
  const open = ['Needs review', 'Shortlisted', 'Processed', 'Contacted', 'Signed'];
  t.deepEqual(offered(card), open);
  t.is(await choose('shortlisted'), '**#1** is now **Shortlisted**.');
  t.is(offered(await waitForCard(card.id, '★ **Shortlisted**'))[0], 'In queue');
  await runCommand(app, label.staff, label.staffChannel, 'status', {
    ...{ number: 1, new_status: 'approved' },
  });
  const decided = await waitForCard(card.id, '● **Approved**');
  t.deepEqual(offered(decided), ['Processed', 'Contacted', 'Signed', 'Reopen (In queue)']);
  t.is(await choose('contacted'), '**#1** is now **Contacted**.');
  const contacted = await waitForCard(card.id, '✉ **Contacted**');
  t.deepEqual(offered(contacted), ['Processed', 'Signed', 'Reopen (In queue)']);
  t.true(findButton(contacted, 'card:approve:1').disabled);
  t.is(await choose('in_queue'), '**#1** is now **In queue**.');
  t.deepEqual(offered(await waitForCard(card.id, '○ **In queue**')), open);

  await runCommand(app, label.artist, label.demosChannel, 'withdraw', { number: 1 });
  t.deepEqual(offered(await waitForCard(card.id, 'Withdrawn')), []);
});

test('without a plan the menu offers only what every plan has', async (t) => {
  const { app, label } = await createCardFixture();
  const { card } = await submitDemoWithCard(app, label);
  const menu = /"options":\[[^\]]*\]/.exec(JSON.stringify(card))?.[0] ?? '';
  t.is(menu, '"options":[{"label":"Needs review","value":"needs_review"}]');
});

test('approved and at once signed: the artist is told yes', async (t) => {
  const { app, label } = await createCardFixture(1, 'pro');
  await submitDemoWithCard(app, label);
  const to = (new_status: string) =>
    runCommand(app, label.staff, label.staffChannel, 'status', { number: 1, new_status });
  await to('approved');
  t.is(messageText(await to('signed')), '**#1** is now **Signed**.');
  t.regex(
    messageText(await waitForDm(app, label.artist, 'Glass Horizon')),
    /Nightfall said yes to/,
  );
});

test('two people decide at once: one wins, the other is told who and what', async (t) => {
  const { app, label } = await createCardFixture();
  const demo = await submitDemoWithCard(app, label);
  const form = await pressButton(app, label.owner, demo.card, 'card:reject:1');
  const [approved, rejected] = await Promise.all([
    pressButton(app, label.staff, demo.card, 'card:approve:1'),
    submitForm(app, label.owner, form, { reason: 'No.' }),
  ]);
  const said = [messageText(approved), messageText(rejected)];
  t.is(said.filter((text) => text.startsWith('✅')).length, 1, said.join(' | '));
  t.is(
    said.filter((text) =>
      /^\*\*(Jonas|Mara)\*\* already decided on this demo: \*\*(Approved|Rejected)\*\*/.test(text),
    ).length,
    1,
    said.join(' | '),
  );
});

test('Message: to the artist from the label, a copy in the thread', async (t) => {
  const { app, label } = await createCardFixture();
  const demo = await submitDemoWithCard(app, label);
  const form = await pressButton(app, label.staff, demo.card, 'card:message:1');
  t.like(form, { kind: 'modal', title: 'Message the artist of #1' });
  const body = 'Stems, please: https://www.dropbox.com/request/a_b-c?x=1&y=2.';
  t.regex(
    messageText(await submitForm(app, label.staff, form, { body })),
    /^✉️ Your message is on its way to the artist of \*\*#1\*\*/,
  );
  const dm = messageText(await waitForDm(app, label.artist, 'Stems'));
  // A link is one: whole, and nothing of the sentence in it.
  t.true(dm.includes('<https://www.dropbox.com/request/a_b-c?x=1&y=2>.'), dm);
  t.notRegex(dm, /Jonas/);
  const copy = await waitForMessage(app, {
    channelId: await waitForThread(app, label, 1),
    contains: 'Stems',
  });
  t.regex(messageText(copy), /\*\*Jonas\*\* messaged the artist/);
});

test('Join thread adds staff, once or again; a deleted thread is reported', async (t) => {
  const { app, label, waitForCard } = await createCardFixture();
  const { control } = app.discord;
  const demo = await submitDemoWithCard(app, label);
  const withThread = await waitForCard(demo.card.id, 'card:thread:1');
  const threadId = await waitForThread(app, label, 1);
  for (let times = 0; times < 2; times++)
    t.is(
      messageText(await pressButton(app, label.staff, withThread, 'card:thread:1')),
      `🧵 You’re in: <#${threadId}>`,
    );
  const members = JSON.stringify(await control.listThreadMembers({ channelId: threadId }));
  t.true(members.includes(label.staff));
  t.false(members.includes(label.owner));
  // After a silent week Discord archives it.
  await control.editThread({ personId: label.owner, threadId, archived: true });
  t.is(
    messageText(await pressButton(app, label.owner, withThread, 'card:thread:1')),
    `🧵 You’re in: <#${threadId}>`,
  );
  await control.deleteChannel({ channelId: threadId });
  t.is(
    messageText(await pressButton(app, label.staff, withThread, 'card:thread:1')),
    'This demo’s thread was deleted.',
  );
});

test('closed direct messages: staff see it on the card and in the thread, the demo still comes in', async (t) => {
  const { app, label, waitForCard } = await createCardFixture();
  await app.discord.control.editPerson({ personId: label.artist, dmsClosed: true });
  const demo = await submitDemoWithCard(app, label);
  await runCommand(app, label.staff, label.staffChannel, 'reply', { number: 1, message: 'Hello?' });
  await waitForCard(demo.card.id, 'DMs are closed');
  const notice = await waitForMessage(app, {
    channelId: await waitForThread(app, label, 1),
    contains: 'wasn’t delivered',
  });
  t.regex(messageText(notice), /the artist’s DMs are closed/);
});
